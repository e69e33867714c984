// flags: -w
/* ASYNC functions with the names of functions that compilers know by themselves, with other types. (Compilers warn of
 * that, and not all by a name.) */
#include "support.h"

#include <stdio.h>

ASYNC double cbrtl(double x);
ASYNC int frexpl(char x);
ASYNC int frexpl(char x);

ASYNC int fmal(char x)
{
    AWAIT(turn());
    return x + 1;
}

static ASYNC int test(int n)
{
    printf("%.1f %d %d\n", AWAIT(cbrtl(n)), AWAIT(fmal((char)n)), AWAIT(frexpl((char)n)));
    return 0;
}

ASYNC double cbrtl(double x)
{
    AWAIT(turn());
    return x / 4;
}

ASYNC int frexpl(char x)
{
    AWAIT(turn());
    return x + 2;
}

int main(void)
{
    return async_run(test(10));
}
