// Arrays inside of locals, indexed by an AWAIT: where they are is evaluated first, and stays good.
#include "support.h"

#include <stdio.h>

struct part {
    int d;
    short e[3];
};
struct whole {
    struct part parts[2];
};

static ASYNC int assign(void)
{
    struct part p = {1, {10, 20, 30}};
    p.e[AWAIT(quiet(p.d)) % 3] /= 2;
    return p.e[1];
}

static ASYNC int read(int i)
{
    struct part p = {1, {10, 20, 30}};
    return p.e[AWAIT(quiet(i))];
}

static ASYNC int in_array_of_structs(int i)
{
    struct whole w = {{{1, {1, 2, 3}}, {2, {4, 5, 6}}}};
    w.parts[i].e[AWAIT(quiet(2))] += 100;
    return w.parts[1].e[2];
}

static ASYNC int in_table(int i)
{
    int m[2][2] = {{1, 2}, {3, 4}};
    m[i][AWAIT(quiet(1))]++;
    return m[1][1];
}

static ASYNC int in_parameter(struct part p)
{
    AWAIT(quiet(0))[p.e] += 5;
    return (p.e)[AWAIT(quiet(0))];
}

static ASYNC int taken_later(int i)
{
    struct whole w = {{{1, {1, 2, 3}}, {2, {4, 5, 6}}}};
    w.parts[i].e[AWAIT(quiet(2))] += 100;
    struct whole *all = &w;
    return all->parts[1].e[2];
}

static ASYNC int swapped(int i)
{
    struct whole w = {{{1, {1, 2, 3}}, {2, {4, 5, 6}}}};
    (i[w.parts].e)[AWAIT(quiet(0))] += 100;
    return w.parts[1].e[0];
}

static ASYNC struct whole make(int x)
{
    AWAIT(turn());
    return (struct whole){{{1, {1, 2, 3}}, {2, {4, 5, (short)x}}}};
}

static ASYNC int of_result(int i)
{
    return (i[AWAIT(make(7)).parts].e)[AWAIT(quiet(2))];
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(assign()));
    printf("%d\n", AWAIT(read(2)));
    printf("%d\n", AWAIT(in_array_of_structs(1)));
    printf("%d\n", AWAIT(in_table(1)));
    printf("%d\n", AWAIT(in_parameter((struct part){1, {7, 8, 9}})));
    printf("%d %d %d\n", AWAIT(taken_later(1)), AWAIT(swapped(1)), AWAIT(of_result(1)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
