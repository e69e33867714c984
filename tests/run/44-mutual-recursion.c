/* Two functions that call each other, a million deep, and three that are small. */
#include "support.h"

#include <stdio.h>

// modes: ready yield later

static ASYNC int is_odd(int n);

static ASYNC int is_even(int n)
{
    if (n == 0) {
        AWAIT(turn());
        return 1;
    }
    return AWAIT(is_odd(n - 1));
}

static ASYNC int is_odd(int n)
{
    if (n == 0) {
        AWAIT(turn());
        return 0;
    }
    int even = AWAIT(is_even(n - 1));
    return even;
}

static ASYNC int one(int n);
static ASYNC int two(int n);

static ASYNC int three(int n)
{
    AWAIT(turn());
    return n <= 0 ? 3 : AWAIT(one(n - 1)) * 10 + 3;
}

static ASYNC int two(int n)
{
    return n <= 0 ? 2 : AWAIT(three(n - 1)) * 10 + 2;
}

static ASYNC int one(int n)
{
    AWAIT(turn());
    return n <= 0 ? 1 : AWAIT(two(n - 1)) * 10 + 1;
}

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(is_even(1000000)), AWAIT(is_odd(1000000)));
    printf("%d\n", AWAIT(one(7)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
