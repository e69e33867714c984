/* A callee that finishes at once, a million times in a loop: no stack and no memory builds up. */
#include "support.h"

#include <stdio.h>

static ASYNC long step(long x)
{
    if (x % 250000 == 0) {
        AWAIT(turn());
    }
    return x + 1;
}

static ASYNC int same(int x)
{
    return x;
}

static ASYNC int test(void)
{
    long x = 0;
    for (int i = 0; i < 1000000; i++) {
        x = AWAIT(step(x));
    }
    printf("%ld\n", x);
    int sum = 0;
    while (sum < 1000000) {
        sum += AWAIT(same(1)) + AWAIT(same(0));
    }
    printf("%d\n", sum);
    return 0;
}

int main(void)
{
    return async_run(test());
}
