/* A DEFER reads variables when it runs; the value returned has been computed before. */
#include "support.h"

#include <stdio.h>

static int global = 1;

static ASYNC int increment(int x)
{
    int y = x;
    DEFER
    {
        printf("y is %d\n", y);
        y += 100;
        global += y;
    }
    y++;
    AWAIT(turn());
    y *= 2;
    return y;
}

static ASYNC int global_after(void)
{
    DEFER
    {
        global = 50;
    }
    AWAIT(turn());
    return global;
}

static ASYNC int awaited(void)
{
    DEFER
    {
        puts("after the value");
        AWAIT(turn());
        global = 60;
    }
    return AWAIT(get(global));
}

struct pair {
    int a, b;
};

static ASYNC struct pair pair(int x)
{
    struct pair p = {x, 0};
    DEFER
    {
        p.a = -1;
        printf("%d %d\n", p.a, p.b);
    }
    p.b = AWAIT(quiet(x + 1));
    return p;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(increment(1)));
    printf("%d\n", global);
    printf("%d\n", AWAIT(global_after()));
    printf("%d\n", AWAIT(awaited()));
    printf("%d\n", global);
    struct pair p = AWAIT(pair(7));
    printf("%d %d\n", p.a, p.b);
    return 0;
}

int main(void)
{
    return async_run(test());
}
