// A pointer into an array that is a temporary of the expression: C keeps the temporary until the expression ends.
#include "support.h"

#include <stdio.h>

struct lists {
    int items[3];
    int table[2][2];
};

static struct lists make(int x)
{
    return (struct lists){{x, x + 1, x + 2}, {{1, 2}, {3, x}}};
}

static ASYNC struct lists fetch(int x)
{
    AWAIT(turn());
    return make(x);
}

static ASYNC int at(const int *items, int index)
{
    AWAIT(turn());
    return items[index];
}

static int peek(const int *items, int index)
{
    return items[index];
}

static ASYNC int async_main(void)
{
    int x = 5, yes = 1;
    struct lists v = make(9);
    int *p;
    printf("%d\n", ((int[]){x, 2, 3})[AWAIT(quiet(0))]);
    printf("%d\n", ((int[3]){AWAIT(quiet(7)), 2})[AWAIT(quiet(2))]);
    printf("%d\n", ((int[2][2]){{1, 2}, {3, x}})[1][AWAIT(quiet(1))]);
    printf("%d\n", (struct lists){{1, x, 3}}.items[AWAIT(quiet(1))]);
    printf("%d\n", make(3).items[AWAIT(quiet(1))]);
    printf("%d\n", make(x).table[AWAIT(quiet(1))][AWAIT(quiet(1))]);
    printf("%d\n", AWAIT(fetch(3)).items[AWAIT(quiet(1))]);
    printf("%d\n", (yes ? make(4) : v).items[AWAIT(quiet(1))]);
    printf("%d\n", (AWAIT(quiet(yes)) ? make(x).items : v.items)[AWAIT(quiet(1))]);
    printf("%d\n", (v = make(8)).table[1][AWAIT(quiet(1))]);
    printf("%d\n", AWAIT(quiet(1))[make(x).table[AWAIT(quiet(1))]]);
    printf("%d\n", *(make(x).items + AWAIT(quiet(1))));
    printf("%d\n", peek(make(x).items, AWAIT(quiet(1))));
    printf("%d\n", AWAIT(at(make(x).items, 1)));
    printf("%d\n", AWAIT(at(&make(x).items[1], 1)));
    printf("%d\n", AWAIT(at(1 + make(x).items, AWAIT(quiet(1)))));
    printf("%d\n", AWAIT(at(yes ? make(x).items : v.items, 1)));
    printf("%d\n", AWAIT(at(AWAIT(fetch(x)).table[1], 1)));
    printf("%d\n", (yes > 1 ? v.items : make(x).items)[AWAIT(quiet(1))]);
    printf("%d\n", (yes++, make(x).items)[AWAIT(quiet(2))]);
    printf("%d\n", (p = make(x).items)[AWAIT(quiet(1))]);
    printf("%d\n", (p = make(x).items, AWAIT(quiet(1)), p[2]));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
