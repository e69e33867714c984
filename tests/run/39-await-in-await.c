/* An AWAIT in the arguments of another, on the result of another, and the postfix operators upon a result. */
#include "support.h"

#include <stdio.h>

struct box {
    int m[4];
    struct box *next;
};

static struct box last = {{5, 6, 7, 8}, NULL};

typedef ASYNC int operation(int);

static ASYNC struct box box(int x)
{
    AWAIT(turn());
    return (struct box){{x, x + 1, x + 2, x + 3}, &last};
}

static ASYNC struct box *box_place(void)
{
    AWAIT(turn());
    return &last;
}

static ASYNC int *array(void)
{
    AWAIT(turn());
    return last.m;
}

static ASYNC int twice(int x)
{
    AWAIT(turn());
    return 2 * x;
}

static ASYNC operation *choose(int which)
{
    AWAIT(turn());
    return which ? twice : get;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(twice(AWAIT(twice(AWAIT(twice(AWAIT(get(1)))))))));
    printf("%d\n", AWAIT(AWAIT(choose(1))(21)));
    printf("%d\n", AWAIT((*AWAIT(choose(AWAIT(quiet(0)))))(AWAIT(AWAIT(choose(1))(4)))));
    printf("%d %d\n", AWAIT(box(1)).m[2], AWAIT(box(1)).next->m[0]);
    printf("%d\n", AWAIT(box_place())->m[2]);
    printf("%d %d\n", AWAIT(array())[1], *AWAIT(array()));
    printf("%d\n", 1 [AWAIT(array())]);
    AWAIT(array())[3] = AWAIT(get(80));
    AWAIT(box_place())->m[0]++;
    printf("%d %d\n", last.m[3], last.m[0]);
    printf("%d\n", AWAIT(box(AWAIT(box(AWAIT(get(10)))).m[3])).m[0]);
    printf("%d\n", -AWAIT(quiet(3)) + !AWAIT(quiet(0)) + ~AWAIT(quiet(1)) + (char)AWAIT(quiet(257)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
