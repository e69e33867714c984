/* Flags that change what enums and characters are. */
// flags: -fshort-enums -funsigned-char
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
#include "support.h"

#include <stdio.h>

enum color { RED, GREEN };

static ASYNC enum color pick(int x)
{
    AWAIT(turn());
    return x ? GREEN : RED;
}

static ASYNC char last(const char *s)
{
    char c = *s;
    AWAIT(turn());
    return s[1] ? AWAIT(last(s + 1)) : c;
}

static ASYNC int test(void)
{
    enum color c = AWAIT(pick(1));
    printf("%zu %d %d\n", sizeof(enum color), c, AWAIT(pick(0)));
    printf("%d %d\n", AWAIT(last("\1\377")), AWAIT(quiet(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
