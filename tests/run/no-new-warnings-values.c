/* What is evaluated ahead of an AWAIT is in a temporary: whether it can be negative, compilers must know as before. And
 * no pair of parentheses may look as if one = were meant. */
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
#include "support.h"

#include <stdio.h>

static const signed char small = 3;

static ASYNC int truths(int a, int b, unsigned u)
{
    signed char kept;
    int sum = (a < b) < (unsigned)AWAIT(quiet(1));
    sum += (a && AWAIT(quiet(b))) == u;
    sum += (AWAIT(quiet(a)) == 2 || AWAIT(quiet(b))) == u;
    sum += ((kept = !a) <= u) + ((kept = a == b) >= (unsigned)AWAIT(quiet(b)));
    sum += small < (unsigned)AWAIT(quiet(b));
    return sum + kept;
}

static ASYNC int bits(unsigned a)
{
    int sum = (a | 8u) && AWAIT(quiet(1));
    unsigned char c = (unsigned char)a;
    sum += ~c && AWAIT(quiet(1));
    return sum;
}

static ASYNC int parentheses(int a)
{
    if (((a && AWAIT(quiet(1))) == AWAIT(quiet(1)))) {
        a++;
    }
    while (((a || AWAIT(quiet(1))) == AWAIT(quiet(0)))) {
        a++;
    }
    if ((a += AWAIT(quiet(1)))) {
        a--;
    }
    a += (a = 2) ? AWAIT(quiet(0)) : 1;
    return (a == AWAIT(quiet(2))) ? AWAIT(quiet(a)) : 0;
}

/* What a constant switches off. */
static ASYNC int never(int a, unsigned u)
{
    int sum = 0 && AWAIT(quiet(a < u));
    sum += 1 || (AWAIT(quiet(a)) && a < u);
    sum += sizeof(int) == 2 ? AWAIT(quiet(a < u)) : a;
    return sum;
}

static int differs(const int *p, int a)
{
    return p != &a;
}

/* The address of x does not use x. */
static ASYNC int addresses(int x)
{
    int y, sum = 0;
    y = differs(&x, x = 1) + AWAIT(quiet(1));
    for (int i = differs(&x, x = 2); i < 2 + AWAIT(quiet(1)); i++) {
        int z = differs(&x, x = 3);
        sum += z + differs(&x, ++x);
        if (differs(&x, x = 4)) {
            sum += (&x != &y) + AWAIT(quiet(x));
        } else
            differs(&x, x = 5);
    }
    sum += differs(&x, 1);
    return differs(&x, x = 6) + sum * y;
}

/* Clang judges no sizes. */
static ASYNC int sized(short a)
{
    int list[((unsigned)(65535u != a) & 3) + 1];
    AWAIT(turn());
    return sizeof list / sizeof *list;
}

/* What is never evaluated, but uses a variable. */
static ASYNC int unevaluated(void)
{
    int n = 0, kept = 1;
    int *p = &kept;
    AWAIT(turn());
    return (int)sizeof(({
               if (n < 2 && kept) {
                   AWAIT(turn());
               }
               (char)AWAIT(quiet(*p + kept));
           }));
}

/* The initialiser assigns what it initialises. */
static ASYNC int twice(int y)
{
    int x = x = y;
    AWAIT(turn());
    return x;
}

/* One half is set when the function suspends, the other is not. */
static ASYNC float _Complex halves(int x)
{
    float _Complex z;
    int _Complex n;
    __imag__ z = (float)x;
    __real__ n = x;
    __real__ z = (float)AWAIT(quiet(1));
    if (x) {
        __imag__ n = AWAIT(quiet(2));
    } else {
        AWAIT(turn());
        __imag__ n = 3;
    }
    z *= 2;
    return z + __real__ n - __imag__ n;
}

static ASYNC int test(void)
{
    float _Complex z = AWAIT(halves(5));
    printf("%g %g\n", (double)__real__ z, (double)__imag__ z);
    printf("%d %d %d\n", AWAIT(addresses(2)), AWAIT(sized(3)), AWAIT(unevaluated()));
    printf("%d %d %d\n", AWAIT(truths(1, 2, 1)), AWAIT(bits(4)), AWAIT(twice(5)));
    printf("%d %d %d\n", AWAIT(parentheses(1)), AWAIT(parentheses(0)), AWAIT(never(3, 4)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
