/* Structs that end with a flexible array: allocated, static, as locals without it, on the other side of pointers. */
#include "support.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
    size_t length;
    char bytes[];
};

struct zero {
    int n;
    int items[0];
};

static struct text hello = {5, "hello"};

static ASYNC struct text *make(const char *s)
{
    size_t n = strlen(s);
    struct text *text = malloc(offsetof(struct text, bytes) + n + 1);
    AWAIT(turn());
    text->length = n;
    for (size_t i = 0; i <= n; i++) {
        text->bytes[i] = s[AWAIT(quiet((int)i))];
    }
    return text;
}

static ASYNC int test(void)
{
    struct text *text = AWAIT(make("flexible")), head = {2};
    head.length += (size_t)AWAIT(quiet(1));
    struct zero *zero = malloc(sizeof *zero + 3 * sizeof(int));
    zero->n = 3;
    for (int i = 0; i < zero->n; i++) {
        zero->items[i] = AWAIT(quiet(i * i));
    }
    AWAIT(turn());
    head = *text;
    printf("%zu %s %s %zu %d\n", text->length, text->bytes, hello.bytes, head.length, zero->items[2]);
    free(text);
    free(zero);
    return 0;
}

int main(void)
{
    return async_run(test());
}
