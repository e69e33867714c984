/* An AWAIT that nothing reaches, in a scope with a clean-up: compilers see a way to it, from where the function goes on. */
#include "support.h"
#include <stdio.h>

static void leave(unsigned *p)
{
    printf("leave %u\n", *p);
}

static ASYNC int in_block(int x)
{
    int a = 1;
    {
        __attribute__((cleanup(leave))) unsigned q = 3;
        if (3)
            return x;
        a = AWAIT(quiet(x));
    }
    return a;
}

static ASYNC int in_expression(int x)
{
    unsigned a = 1;
    a += ({
        __attribute__((cleanup(leave))) unsigned q = 4;
        if (3)
            return x;
        AWAIT(quiet(x));
    });
    return (int)a;
}

static ASYNC int behind_loop(int x)
{
    int a = 1;
    {
        __attribute__((cleanup(leave))) unsigned q = 5;
        while (1) {
            if (AWAIT(quiet(x++)) == 3)
                return x;
        }
        a = AWAIT(quiet(x));
    }
    return a;
}

/* Whose only ways in are out of itself. */
static ASYNC int in_loop(unsigned x)
{
    const unsigned deeper = x & 3;
    unsigned *to = &x, n = 0;
    *to += 1;
    if (3)
        return (int)*to;
again:
    if (n++ < 2 && to[0])
        goto again;
    to[0] += (unsigned)AWAIT(quiet(1));
    if (deeper)
        AWAIT(turn());
    return (int)x;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(in_block(1)));
    printf("%d\n", AWAIT(in_expression(2)));
    printf("%d\n", AWAIT(behind_loop(1)));
    printf("%d\n", AWAIT(in_loop(6)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
