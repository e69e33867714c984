/* A return and a cleanup inside a statement expression. */
#include "support.h"

#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}

static ASYNC int early(int n)
{
    int x = 1 + ({
                __attribute__((cleanup(leave))) int scoped = n;
                if (AWAIT(quiet(n)) > 1) {
                    return n * 100;
                }
                scoped + 10;
            });
    AWAIT(turn());
    return x;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(early(1)));
    printf("%d\n", AWAIT(early(2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
