// compilers: gcc
// flags: -mfpmath=387 -mpreferred-stack-boundary=4 -mindirect-branch=thunk -maccumulate-outgoing-args -fgnu89-inline
/* Flags that Clang does not know, or takes for errors, and one that says what inline means. */
#include "support.h"

#include <stdio.h>

extern inline int twice(int x)
{
    return 2 * x;
}

int twice(int x)
{
    return x + x;
}

static ASYNC double half(double x)
{
    AWAIT(turn());
    return x / 2;
}

static ASYNC void async_main(void)
{
    printf("%g %d\n", AWAIT(half(3)), twice(AWAIT(quiet(4))));
}

int main(void)
{
    async_run(async_main());
    return 0;
}
