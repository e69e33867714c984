/* What stands to the left of an AWAIT keeps its value and its type: no conversion too early, none forgotten. */
// erase: no, C leaves the order open
#include "support.h"

#include <complex.h>
#include <stdio.h>

struct pair {
    int a, b;
};
struct flags {
    unsigned three : 3;
    unsigned long long wide : 36;
};

static signed char c = -1;
static unsigned char u = 200;
static _Bool b = 1;
static float f = 0.1f;
static long double l = 1.25L;
static struct pair p = {1, 2};
static struct flags flags = {7, 1ull << 35};
static int array[3] = {1, 2, 3}, *pointer = array;
static double _Complex z = 1.0 + 2.0 * I;
static enum size { SMALL = 3 } e = SMALL;
static volatile int v = 4;

static ASYNC int scramble(int x)
{
    AWAIT(turn());
    c = 0, u = 0, b = 0, f = 0, l = 0, p = (struct pair){0, 0}, flags = (struct flags){0, 0}, pointer = NULL, z = 0,
    v = 0;
    array[0] = array[1] = array[2] = 0;
    return x;
}

static ASYNC int restore(int x)
{
    AWAIT(turn());
    c = -1, u = 200, b = 1, f = 0.1f, l = 1.25L, p = (struct pair){1, 2}, flags = (struct flags){7, 1ull << 35};
    pointer = array, z = 1.0 + 2.0 * I, v = 4;
    array[0] = 1, array[1] = 2, array[2] = 3;
    return x;
}

static int show(struct pair pair, const int *q, int x)
{
    return pair.a * 1000 + pair.b * 100 + q[0] * 10 + x;
}

#define SHOW(format, x)                                                                                                \
    printf(#x " " format "\n", (x));                                                                                   \
    AWAIT(restore(0))

static ASYNC int test(void)
{
    SHOW("%d", c + AWAIT(scramble(1)));
    SHOW("%d", u + AWAIT(scramble(100)));
    SHOW("%d", (unsigned char)(u + u) + AWAIT(scramble(0)));
    SHOW("%d", b + AWAIT(scramble(1)));
    SHOW("%d", -u + AWAIT(scramble(0)));
    SHOW("%.3f", (double)(f + AWAIT(scramble(1))));
    SHOW("%d", (f * 1.0 + AWAIT(scramble(0))) == 0.1);
    SHOW("%.2Lf", l + AWAIT(scramble(1)));
    SHOW("%d", p.b + AWAIT(scramble(1)));
    SHOW("%lld", (long long)(flags.three - 8 + AWAIT(scramble(0))));
    SHOW("%llu", (unsigned long long)(flags.wide + AWAIT(scramble(0))));
    SHOW("%d", pointer[1] + AWAIT(scramble(1)));
    SHOW("%d", *(pointer + AWAIT(restore(2))));
    SHOW("%td", (array + AWAIT(scramble(2))) - array);
    SHOW("%.1f", cimag(z + AWAIT(scramble(1))));
    SHOW("%d", e + AWAIT(scramble(1)));
    SHOW("%d", v * AWAIT(scramble(2)));
    SHOW("%d", show(p, array, AWAIT(scramble(5))));
    SHOW("%d", (p.a == 1) + AWAIT(scramble(1)));
    SHOW("%d", !p.a + ~c + AWAIT(scramble(1)));
    SHOW("%d", (v, c) + AWAIT(scramble(3)));
    SHOW("%d", (b ? u : c) + AWAIT(scramble(3)));
    SHOW("%ld", (long)sizeof(int) + AWAIT(scramble(3)));
    SHOW("%d", (signed char)u < AWAIT(scramble(0)));
    SHOW("%d", v << AWAIT(scramble(1)) << v);
    return 0;
}

int main(void)
{
    return async_run(test());
}
