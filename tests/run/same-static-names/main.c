/* Two files with static ASYNC functions of the same names, linked together. */
#include "names.h"

#include <stdio.h>

static ASYNC int work(int x)
{
    return AWAIT(first(x)) + AWAIT(first(x));
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(work(1)));
    printf("%.1f\n", AWAIT(second()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
