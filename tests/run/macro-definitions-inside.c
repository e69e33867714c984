/* #define and #undef in the middle of statements, and between what asyncc prints in another order: each name means what
 * it does where it stands. */
#include "support.h"
#include <stdio.h>

#define X 3

static ASYNC int in_initialisers(int x)
{
    int list[] = {
        AWAIT(get(1)),
#define ONE 5
        ONE, AWAIT(get(ONE))};
    int b = AWAIT(get(3)), c
#define TWO 7
        = TWO + AWAIT(get(TWO));
    int d = AWAIT(get(4)), e = X +
#undef X
#define X 7
        AWAIT(get(X)) + x, f = X;
    printf("%d %d %d\n", list[0], list[1], list[2]);
    return b + 10 * (c + d) + ONE + TWO + e * f;
}

static ASYNC int in_conditions(int x)
{
    int a = X +
#undef X
#define X 5
        AWAIT(get(X)) + X;
    if (AWAIT(get(X)) &&
#undef X
#define X 9
        AWAIT(get(X)) == X) {
        note(X);
    }
    printf("%d %d %d\n", x, X,
#undef X
#define X 11
        AWAIT(get(X)) + X);
    return a;
}

/* The blocks of DEFER and the steps of loops are printed behind what follows them. */
static ASYNC int behind(void)
{
    int i = 0, sum = 0;
    DEFER
    {
        note(X);
    }
#undef X
#define X 5
    for (; i < 20; i += X, AWAIT(quiet(3))) {
        sum += i;
#undef X
#define X 7
    }
    do {
        sum += X;
#undef X
#define X 8
    } while (AWAIT(quiet(sum)) < 10 * X);
    return sum;
}

/* The definitions in a DEFER hold behind it. */
static ASYNC int in_defer(void)
{
    DEFER
    {
        note(X);
#undef X
#define X \
    (9 + \
     0) /* a comment that
           ends below */
        note(AWAIT(quiet(X)));
    }
    note(X);
#undef X
#define X 10
    return AWAIT(quiet(X));
}

static ASYNC int lost_at_the_end(void)
{
    return AWAIT(quiet(1)) +
#define LAST 70
        LAST;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(in_initialisers(2)));
    printf("%d\n", AWAIT(in_conditions(2)));
    printf("%d\n", AWAIT(behind()));
    printf("%d\n", AWAIT(in_defer()));
    printf("%d %d\n", AWAIT(lost_at_the_end()), LAST);
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
