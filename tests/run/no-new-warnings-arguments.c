/* Arguments that may not be null, given on before the first await: where the function goes on, its parameters hold
 * nothing. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static ASYNC int show(const char *text)
{
    printf("%s\n", text);
    AWAIT(turn());
    return 1;
}

static ASYNC int show_all(const char *format, ...)
{
    printf("%s\n", format);
    AWAIT(turn());
    return 2;
}

static ASYNC int copy(char *to, const char *from)
{
    memcpy(to, from, 4);
    AWAIT(turn());
    return 3;
}

static ASYNC int test(void)
{
    char text[4];
    int sum = AWAIT(show("one")) + AWAIT(show_all("%d", 1)) + AWAIT(copy(text, "two"));
    printf("%s %d\n", text, sum);
    return 0;
}

int main(void)
{
    return async_run(test());
}
