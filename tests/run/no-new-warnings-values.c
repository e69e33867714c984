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

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(truths(1, 2, 1)), AWAIT(bits(4)));
    printf("%d %d %d\n", AWAIT(parentheses(1)), AWAIT(parentheses(0)), AWAIT(never(3, 4)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
