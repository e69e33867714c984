/* A cleanup variable's function runs once, however its scope is left, the last declared first. */
#include "support.h"

#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}
#define SCOPED __attribute__((cleanup(leave))) int

static ASYNC int by_return(int n)
{
    SCOPED a = AWAIT(get(n));
    SCOPED b = n + 1;
    if (n == 10) {
        SCOPED c = n + 2;
        AWAIT(turn());
        return a + b + c;
    }
    AWAIT(turn());
    return AWAIT(get(b));
}

static ASYNC void by_jump(void)
{
    for (int i = 0; i < 4; i++) {
        SCOPED outer = i * 10;
        AWAIT(turn());
        {
            SCOPED inner = i * 10 + 1;
            AWAIT(turn());
            if (i == 0) {
                continue;
            }
            if (i == 1) {
                goto next;
            }
            if (i == 2) {
                break;
            }
        }
        puts("not here");
    next:
        puts("next");
    }
    puts("left the loop");
    switch (AWAIT(get(2))) {
    case 2: {
        SCOPED in_case = 77;
        AWAIT(turn());
        break;
    }
    case 3:
        puts("not here");
    }
    int round = 0;
again : {
    SCOPED r = 100 + round;
    AWAIT(turn());
    if (round++ < 2) {
        goto again;
    }
}
    puts("end");
}

static ASYNC void by_end(void)
{
    SCOPED a = 1, b = 2;
    AWAIT(turn());
    {
        SCOPED c = 3;
        c = AWAIT(get(33));
    }
    a = 11;
    AWAIT(turn());
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(by_return(10)));
    printf("%d\n", AWAIT(by_return(20)));
    AWAIT(by_jump());
    AWAIT(by_end());
    return 0;
}

int main(void)
{
    return async_run(test());
}
