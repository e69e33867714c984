/* async_sleep and async_yield awaited directly, in expressions, loops and conditions of void type. */
#include "support.h"

#include <stdio.h>

static ASYNC void pause_for(double seconds)
{
    AWAIT(async_sleep(seconds));
}

static ASYNC void choose(int x)
{
    return x ? AWAIT(async_yield()) : AWAIT(async_sleep(x));
}

static ASYNC int test(void)
{
    AWAIT(async_yield());
    AWAIT(async_sleep(0));
    AWAIT(async_sleep(-1));
    AWAIT(async_sleep(AWAIT(quiet(1)) / 1000.0));
    for (int i = 0; i < 3; i++, AWAIT(async_yield())) {
        AWAIT(pause_for(i * 0.001));
    }
    int x = (AWAIT(async_yield()), AWAIT(async_sleep(0.001)), 5);
    (void)(x == 5 ? AWAIT(async_yield()) : (void)puts("not here"));
    AWAIT(choose(0));
    AWAIT(choose(1));
    if (x)
        AWAIT(async_yield());
    else
        AWAIT(async_sleep(1));
    printf("%d\n", x);
    return 0;
}

int main(void)
{
    return async_run(test());
}
