/* Recursion a million deep, where nothing suspends, where the innermost call does, and where all the way up do. */
#include "support.h"

#include <stdio.h>

// modes: ready yield later

static ASYNC long depth(long n, long every)
{
    if (n == 0) {
        AWAIT(turn());
        return 0;
    }
    long below = AWAIT(depth(n - 1, every));
    if (n % every == 0) {
        AWAIT(turn());
    }
    return below + 1;
}

static ASYNC int test(void)
{
    printf("%ld\n", AWAIT(depth(1000000, 1000001)));
    printf("%ld\n", AWAIT(depth(1000000, 100000)));
    printf("%ld\n", AWAIT(depth(10000, 1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
