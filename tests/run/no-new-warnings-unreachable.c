/* An AWAIT that nothing reaches, in a scope with a clean-up: compilers see a way to it, from where the function goes on. */
#include "support.h"
#include <assert.h>
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

/* The value that no way out gives. */
static ASYNC int in_value(int x)
{
    return x + ({
               __attribute__((cleanup(leave))) unsigned q = (unsigned)AWAIT(quiet(6));
               {
                   return x;
               }
               2;
           });
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

/* Behind a clean-up that nothing reaches either. */
static ASYNC int behind_cleanup(unsigned x)
{
    const unsigned deeper = x & 3;
    if (3)
        return (int)x;
    {
        __attribute__((cleanup(leave))) unsigned n = (unsigned)AWAIT(quiet(1));
        x += n;
    }
    if (deeper)
        AWAIT(turn());
    return (int)x;
}

struct small {
    unsigned a, e[3];
};

/* By a constant of which GCC knows the value. */
static ASYNC int by_constant(unsigned x, unsigned y[4])
{
    if ((65535u ?: x))
        return AWAIT(quiet(3));
    if ((unsigned)(3403566692u))
        goto into;
    while (x++ < 2) {
        if (x & 1) {
        into:;
        }
        struct small state = {.a = 7};
        if (x == 7) {
            y[0] = x;
        } else {
            y[(unsigned)(AWAIT(quiet(3))) % 4] = (unsigned)AWAIT(quiet((int)state.e[x % 3]));
        }
    }
    return (int)y[0];
}

/* In front of the first case. */
static ASYNC int in_switch(int x, int flags[2])
{
    switch (AWAIT(quiet(x)) & 1) {
        if (flags[0] - x) {
        case 1:
            flags[1] = AWAIT(quiet(5));
        }
        break;
    }
    return flags[1] + x;
}

static unsigned known;

static ASYNC unsigned by_bits(int x)
{
    known = ((unsigned)(31) | known) && AWAIT(quiet(x));
    return known | 255u ? (unsigned)AWAIT(quiet(x)) : 1u;
}

static ASYNC int takes(char c)
{
    return c + AWAIT(quiet(1));
}

static ASYNC int switched_off(int x)
{
    assert(AWAIT(quiet(x)) && 5);
    return (1 || AWAIT(takes(300))) + x;
}

static ASYNC int behind_break(int x)
{
    switch (x) {
    case 1:
        x++;
        break;
        AWAIT(quiet(2));
    case 2:
        x += 2;
    }
    return x;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(in_block(1)));
    printf("%d\n", AWAIT(in_expression(2)));
    printf("%d\n", AWAIT(in_value(2)));
    printf("%d\n", AWAIT(behind_loop(1)));
    printf("%d\n", AWAIT(in_loop(6)));
    printf("%d\n", AWAIT(behind_cleanup(6)));
    printf("%d\n", AWAIT(by_constant(1, (unsigned[4]){0})));
    printf("%d\n", AWAIT(in_switch(1, (int[2]){0})));
    printf("%u\n", AWAIT(by_bits(9)));
    printf("%d\n", AWAIT(switched_off(7)));
    printf("%d\n", AWAIT(behind_break(1)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
