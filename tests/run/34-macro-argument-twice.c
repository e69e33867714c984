/* A macro that uses its argument twice awaits twice, as a call would be made twice. */
#include "support.h"

#include <stdio.h>

#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define MAX_ONCE(a, b)                                                                                                 \
    ({                                                                                                                 \
        __typeof__(a) max_a = (a);                                                                                     \
        __typeof__(b) max_b = (b);                                                                                     \
        max_a > max_b ? max_a : max_b;                                                                                 \
    })
#define IGNORE(x) ((void)0)
#define TWICE(x) x, x

static int calls;

static ASYNC int next(void)
{
    AWAIT(turn());
    return ++calls;
}

static ASYNC int test(void)
{
    printf("%d\n", MAX(AWAIT(get(3)), 1));
    printf("%d\n", MAX(1, AWAIT(get(3))));
    printf("%d\n", MAX(AWAIT(next()), 0));
    printf("%d\n", MAX(MAX(AWAIT(next()), 0), 1));
    printf("%d\n", MAX_ONCE(AWAIT(next()), AWAIT(get(2))));
    printf("%d\n", MAX_ONCE(MAX_ONCE(1, AWAIT(get(5))), AWAIT(get(4))));
    IGNORE(AWAIT(get(9)));
    int last = (TWICE(AWAIT(next())));
    printf("%d, %d calls\n", last, calls);
    return 0;
}

int main(void)
{
    return async_run(test());
}
