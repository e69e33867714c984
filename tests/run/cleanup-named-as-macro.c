/* A macro with parameters has the name of a cleanup variable's function: the attribute does not invoke it. */
#include "support.h"

#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}
#define leave(p) (puts("by the macro"), leave(p))

static ASYNC int work(int n)
{
    __attribute__((cleanup(leave))) int a = n;
    AWAIT(turn());
    if (n > 1) {
        return AWAIT(quiet(a));
    }
    leave(&n);
    return a + 1;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(work(1)));
    printf("%d\n", AWAIT(work(2)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
