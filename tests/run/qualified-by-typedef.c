/* What a typedef makes const or volatile is so as if the declaration said it. */
#include "support.h"

#include <stdio.h>

typedef const int fixed;
typedef volatile int port;
typedef const port input;
typedef const struct pair {
    int x, y;
} pair;
typedef int *const place;
typedef fixed three[3];

static port counter = 5;
static port *const out = &counter;
static int hidden = 7;
static input *in = &hidden;

static ASYNC int advance(int n)
{
    counter += n;
    AWAIT(turn());
    hidden += n;
    return n;
}

static ASYNC int sum(fixed a, place p, three t)
{
    fixed one = AWAIT(quiet(1)), two = one + a;
    pair both = {two, AWAIT(quiet(one))}, copy = both;
    three list = {1, AWAIT(quiet(2)), two};
    port v = two;
    AWAIT(turn());
    v += AWAIT(quiet(v));
    for (fixed most = AWAIT(quiet(9)); v < most; v++) {
        AWAIT(turn());
    }
    *p += v;
    return one + two + both.x + copy.y + list[1] + list[2] + t[1] + v;
}

/* Nothing here needs an address. */
static ASYNC int add(fixed a)
{
    pair both = {a, AWAIT(quiet(2))};
    fixed one = AWAIT(quiet(1));
    AWAIT(turn());
    return one + both.x + both.y;
}

static ASYNC int test(void)
{
    int n = AWAIT(add(4));
    printf("%d\n", n);
    printf("%d", AWAIT(sum(3, &n, (int[]){7, 8, 9})));
    printf(" %d\n", n);
    n = (*in, AWAIT(advance(10)));
    printf("%d", n + *in);
    n = *out ? AWAIT(advance(1)) : 0;
    n += (*out, AWAIT(quiet(*in)));
    printf(" %d %d\n", n, *out);
    return 0;
}

int main(void)
{
    return async_run(test());
}
