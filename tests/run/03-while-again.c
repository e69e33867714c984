/* The condition of a loop runs before each iteration. */
#include "support.h"

#include <stdio.h>

static int left;

static ASYNC int more(void)
{
    printf("more? %d\n", left);
    AWAIT(turn());
    return left-- > 0;
}

static ASYNC int test(void)
{
    left = 3;
    while (AWAIT(more())) {
        puts("body");
    }
    left = 2;
    while (AWAIT(more()) && AWAIT(get(1)))
        puts("unbraced");
    left = 1;
    while (!AWAIT(more())) {
        puts("not here");
    }
    while (left-- > -3 && AWAIT(get(left)))
        ;
    printf("%d\n", left);
    return 0;
}

int main(void)
{
    return async_run(test());
}
