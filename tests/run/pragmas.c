/* _Pragma and #pragma between statements, inside expressions' lines, around blocks and in macros. */
#include "support.h"

#include <stdio.h>

#define QUIETLY(x)                                                                                                     \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wunused-variable\"") x                           \
        _Pragma("GCC diagnostic pop")

static ASYNC int test(void)
{
    int sum = 0;
    _Pragma("GCC diagnostic push")
    _Pragma("GCC diagnostic ignored \"-Wunused-variable\"")
    int unused = AWAIT(get(1));
    _Pragma("GCC diagnostic pop")
    for (int i = 0; i < 3; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wparentheses"
        if (sum = AWAIT(quiet(i)))
            AWAIT(turn());
#pragma GCC diagnostic pop
    }
    QUIETLY(int also_unused = AWAIT(get(sum));)
    for (int i = 0; i < 3; i++) {
        sum += AWAIT(quiet(i));
    }
    printf("%d\n", sum);
    return 0;
}

int main(void)
{
    return async_run(test());
}
