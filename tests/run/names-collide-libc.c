/* Locals and macros with the names of functions of the C library that generated code could call. */
#include "support.h"

#include <stdio.h>

struct fixed {
    const int a;
    int b[2];
};

static ASYNC struct fixed make(int x)
{
    AWAIT(turn());
    return (struct fixed){x, {1, 2}};
}

static ASYNC int locals(int n)
{
    int memcpy = 3, memset = 4;
    const struct fixed s = AWAIT(make(n));
    struct fixed t = s;
    AWAIT(turn());
    return memcpy + memset + s.a + t.b[1];
}

#define memcpy broken broken
#define memset broken broken

static ASYNC int macros(int n)
{
    const struct fixed s = AWAIT(make(n));
    int a[2] = {1, n}, *p = a, v[n];
    v[0] = AWAIT(get(1));
    struct fixed t = s, *q = &t;
    AWAIT(turn());
    return s.a + p[1] + q->b[0] + v[0];
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(locals(2)));
    printf("%d\n", AWAIT(macros(5)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
