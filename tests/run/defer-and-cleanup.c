/* DEFERs and cleanup variables of a scope run in one order, the last first. */
#include "support.h"

#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}
#define SCOPED __attribute__((cleanup(leave))) int

static ASYNC int mixed(int n)
{
    SCOPED a = 1;
    DEFER
    {
        printf("defer 2, a is %d\n", a);
        AWAIT(turn());
        a = 10;
    }
    SCOPED b = AWAIT(quiet(3)), c = 4;
    DEFER
    {
        SCOPED inside = 50;
        AWAIT(turn());
        printf("defer 5, b is %d\n", b);
    }
    SCOPED d = 6;
    AWAIT(turn());
    if (n) {
        SCOPED e = 7;
        return AWAIT(get(e));
    }
    c = 40;
    return d;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(mixed(0)));
    printf("%d\n", AWAIT(mixed(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
