/* What the definitions here are, their prototypes say: weak, and unused. */
#include "api.h"

#include <stdio.h>

static ASYNC int unused(int x) __attribute__((unused)), called(int x) __attribute__((noinline));

static ASYNC int unused(int x)
{
    int *p = &x;
    AWAIT(turn());
    return *p;
}

static ASYNC int called(int x)
{
    int *p = &x;
    AWAIT(turn());
    return *p;
}

ASYNC int behind(int x)
{
    return AWAIT(get(x));
}

ASYNC int in_front(int x)
{
    return AWAIT(get(x));
}

ASYNC int test(void)
{
    printf("%d %d %d\n", AWAIT(behind(1)), AWAIT(in_front(2)), AWAIT(called(3)));
    return 0;
}
