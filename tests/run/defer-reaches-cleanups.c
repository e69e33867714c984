/* A cleanup variable is a variable: when its cleanup has run, it is there until its block ends, and a DEFER in front of
 * it may read what the cleanup left. */
#include "support.h"

#include <stdio.h>

static void end(int *x)
{
    printf("end %d\n", *x);
    *x = -1;
}

static ASYNC int without_await(int n)
{
    int *p = &n;
    DEFER
    {
        printf("p %d\n", *p);
    }
    __attribute__((cleanup(end))) int x = n + 5;
    p = &x;
    if (n == 2) {
        return 1;
    }
    return n;
}

static ASYNC int await_in_defer(int n)
{
    int *p = &n;
    AWAIT(turn());
    DEFER
    {
        int own[8] = {1, 2, 3, 4, 5, 6, 7, n};
        AWAIT(turn());
        printf("p %d, own %d\n", *p, own[n]);
    }
    __attribute__((cleanup(end))) int x = n + 5;
    p = &x;
    {
        __attribute__((cleanup(end))) int y = n + 6;
        y++;
        if (n == 2) {
            return 1;
        }
    }
    return n;
}

static ASYNC int in_another_cleanup(int n)
{
    int *p = &n, x = 1;
    __attribute__((cleanup(end))) int y = 3;
    AWAIT(turn());
    {
        DEFER
        {
            printf("p %d, x %d\n", *p, x);
        }
        __attribute__((cleanup(end))) int x = n + 5;
        p = &x;
        __attribute__((cleanup(end))) int y = n + 6, z = 9;
        if (n == 3) {
            p = &y;
        } else if (n == 2) {
            p = &z;
        }
    }
    return y;
}

/* Awaits in front of it, in its block, do not make it a variable of the frame without a cleanup. */
static ASYNC int behind_awaits(int n)
{
    int *p = &n;
again:
    AWAIT(turn());
    DEFER
    {
        printf("p %d\n", *p);
    }
    AWAIT(turn());
    __attribute__((cleanup(end))) int x = n;
    p = &x;
    if (n++ < 3) {
        p = &n;
        goto again;
    }
    return *p;
}

/* No await behind it, but one that a goto leads back to. */
static ASYNC int by_goto(int n)
{
    int *p = &n, round = 0, sum = 0;
again:
    AWAIT(turn());
    sum = sum * 10 + *p;
    __attribute__((cleanup(end))) int x = round + 5;
    p = &x;
    if (round++ < 2) {
        goto again;
    }
    return sum;
}

static ASYNC int async_main(void)
{
    for (int n = 1; n < 4; n++) {
        printf("%d\n", AWAIT(without_await(n)));
        printf("%d\n", AWAIT(await_in_defer(n)));
        printf("%d\n", AWAIT(in_another_cleanup(n)));
        printf("%d\n", AWAIT(behind_awaits(n)));
    }
    printf("%d\n", AWAIT(by_goto(3)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
