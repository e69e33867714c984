/* ASYNC stands on a prototype only, or comes after the first use of the name. */
#include "support.h"

#include <stdio.h>

static ASYNC int first(int x);
static ASYNC int second(int);

static int first(int x)
{
    AWAIT(turn());
    return x <= 0 ? AWAIT(second(x)) : AWAIT(first(x - 1)) + 1;
}

static ASYNC int test(void)
{
    ASYNC int third(int x);
    printf("%d\n", AWAIT(first(3)));
    printf("%d\n", AWAIT(third(4)));
    return 0;
}

ASYNC int third(int x)
{
    AWAIT(turn());
    return x * 3;
}

static ASYNC int second(int x)
{
    AWAIT(turn());
    return x + 100;
}

ASYNC int third(int);

int main(void)
{
    return async_run(test());
}
