/* The directives of OpenMP that -fopenmp-simd brings. */
// flags: -fopenmp-simd
#include <asyncc.h>

ASYNC int fetch(int x);

ASYNC int sum(int *x)
{
    int sum = 0;
// expect-error@+1: asyncc does not know this kind of statement
#pragma omp simd
    for (int i = 0; i < 9; i++) {
        sum += AWAIT(fetch(x[i]));
    }
    return sum;
}
