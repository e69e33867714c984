// erase: no, C leaves open what async C fixes
/* Operands behind one that does something are read when they are reached, where one of them awaits. */
#include "support.h"

#include <stdio.h>

struct box {
    int n, *to;
};

static int total = 1;

static int add(int by)
{
    total += by;
    return by;
}

static int three(int a, int b, int c)
{
    return a * 10000 + b * 100 + c;
}

static ASYNC void calls(struct box *box)
{
    printf("%d\n", three(AWAIT(quiet(1)), add(2), total));
    printf("%d\n", three(box->n = AWAIT(quiet(7)), box->n, *box->to));
    printf("%d\n", AWAIT(quiet(1)) + add(10) + total);
    printf("%d\n", AWAIT(quiet(1)) - add(5) - total);
}

static ASYNC void lists(void)
{
    struct box boxes[2] = {{add(3), AWAIT(quiet(1)) ? &total : NULL}, {total, NULL}};
    int numbers[] = {AWAIT(quiet(add(1))), add(2), total};
    printf("%d %d\n", boxes[1].n - *boxes[0].to, numbers[2]);
}

static ASYNC void assignments(struct box *box)
{
    int pair[2] = {1, 2}, *next = pair;
    printf("%d\n", three(*next++ = AWAIT(quiet(3)), *next, pair[0]));
    total += AWAIT(quiet(1)) + add(5);
    box->n += AWAIT(quiet(1)) + (*box->to = 2);
    printf("%d %d\n", total, box->n);
}

static ASYNC void async_main(void)
{
    struct box box = {1, NULL};
    box.to = &box.n;
    AWAIT(calls(&box));
    AWAIT(lists());
    AWAIT(assignments(&box));
}

int main(void)
{
    async_run(async_main());
    return 0;
}
