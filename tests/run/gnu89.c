// flags: -std=gnu89
/* C as it was: implicit int, declarations first, no line comments needed. */
#include "support.h"

#include <stdio.h>

static ASYNC twice(x)
{
    AWAIT(turn());
    return x + x;
}

static ASYNC sum(n)
    int n;
{
    register i;
    auto total = 0;
    static calls;
    calls++;
    for (i = 0; i < n; i++) {
        total += AWAIT(twice(i));
    }
    return total + calls;
}

static ASYNC int test(void)
{
    const c = 5;
    printf("%d\n", AWAIT(sum(c)));
    printf("%d\n", AWAIT(sum(3)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
