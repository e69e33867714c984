/* What a comparison of vectors gives: vectors of 64 bits are of long to GCC, of long long to Clang. Whichever compiles
 * this is right. */
#include "support.h"

#include <stdio.h>

typedef char chars __attribute__((vector_size(16)));
typedef signed char signed_chars __attribute__((vector_size(16)));
typedef double doubles __attribute__((vector_size(16)));
typedef long longs __attribute__((vector_size(16)));
typedef short shorts __attribute__((vector_size(16)));

static ASYNC longs pair(long x)
{
    AWAIT(turn());
    return (longs){x, x + 1};
}

static ASYNC signed_chars small(int x)
{
    AWAIT(turn());
    return (signed_chars){(signed char)x, 1};
}

static ASYNC void compare(doubles *d, longs *l, chars *c, shorts *s, int yes)
{
    longs sum = (*d < *d + 1) + AWAIT(pair(2)), both = ~((*l == 3) | (*l > 3)) ^ AWAIT(pair(3));
    longs chosen = (yes ? *d == 2 : *l == 7) + AWAIT(pair(4));
    signed_chars few = (*c == 1) + AWAIT(small(7));
    __auto_type kept = *l != 0;
    __typeof__(*d == 0) other = *d == 0;
    AWAIT(turn());
    printf("%ld %ld %ld %ld %ld %ld\n", sum[0], sum[1], both[0], both[1], chosen[0], chosen[1]);
    printf("%d %d %d %d\n", few[0], few[1], kept[0] < 0, other[1] < 0);
    printf("%d %d\n", (*d < *d + 1)[0] < AWAIT(quiet(0)), (*c == 1)[AWAIT(quiet(0))] < AWAIT(quiet(0)));
    printf("%d %d\n", (*s == 4)[0] < AWAIT(quiet(0)), (*l == 3)[AWAIT(quiet(1))] < AWAIT(quiet(0)));
}

static ASYNC int test(void)
{
    doubles d = {2};
    longs l = {3};
    chars c = {1};
    shorts s = {4};
    AWAIT(compare(&d, &l, &c, &s, AWAIT(quiet(1))));
    return 0;
}

int main(void)
{
    return async_run(test());
}
