/* Functions that suspend only in the runtime's own operations: no frames of callees, values before and after. */
#include "support.h"

#include <stdio.h>

static ASYNC int sum(int n)
{
    int total = 0, *p = &total;
    for (int i = 1; i <= n; i++) {
        AWAIT(async_yield());
        *p += i;
        AWAIT(async_yield());
    }
    return total;
}

static ASYNC int no_address(int a, char b, double c)
{
    AWAIT(async_yield());
    a += b;
    AWAIT(async_yield());
    return a + (int)c;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(sum(10)) + AWAIT(no_address(1, 2, 3.5)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
