/* Pragmas in front of a loop that awaits: nothing that compilers could do, and nothing to warn about. */
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
#include "support.h"

#include <stdio.h>

static ASYNC int loops(int n)
{
    int sum = 0;
#pragma GCC unroll 4
    while (AWAIT(quiet(n)) < 8) {
        n++;
    }
#pragma GCC ivdep
#pragma GCC unroll 2
    for (int i = 0; i < AWAIT(quiet(3)); i += AWAIT(quiet(1)))
        sum += i;
    if (sum)
#pragma  GCC  ivdep
        for (int i = 0; i < n; i++)
            sum += AWAIT(quiet(i));
    # pragma GCC unroll 4
    do {
        sum++;
    } while (AWAIT(quiet(sum)) & 3);
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
        sum += i;
    return sum;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(loops(3)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
