/* A truth behind a comma is not converted in sight where it is compared with an unsigned value: then GCC would know too
 * much. What Clang says of it, it says of the original as well, unless that stands in a macro. */
// compilers: gcc
#include "support.h"
#include <stdio.h>

static int takes(int x)
{
    return x;
}

static ASYNC int behind_commas(int a)
{
    const int limit[] = {AWAIT(quiet(a)), 1};
    return AWAIT(quiet((takes(a), limit[1] > limit[0]) < 0UL)) + AWAIT(quiet(a)) + limit[0];
}

static struct {
    unsigned f : 5;
} small_bits = {17};

/* Of a bit-field everybody knows that it is small and not negative. */
static ASYNC int bit_fields(unsigned long large)
{
    return ((small_bits.f & AWAIT(quiet(3))) >= large) + ((small_bits.f & AWAIT(quiet(1))) == large);
}

/* GCC folds the size of a, and forgets the parentheses around the assignment. */
static ASYNC int assigned(int n)
{
    int a[n + 1], sum = 0;
    a[0] = n;
    while (sum < 3 && (a[(unsigned)AWAIT(quiet(n)) % (sizeof a / sizeof *a)] = a[0])) {
        sum++;
    }
    return sum;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(behind_commas(3)));
    printf("%d\n", AWAIT(bit_fields(1)));
    printf("%d\n", AWAIT(assigned(2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
