// flags: -fblocks -fopenmp
/* Extensions of C that asyncc does not know, in ASYNC functions. */
#include <asyncc.h>

static ASYNC int block(void)
{
    int (^three)(void) = ^{ return 3; }; // expect-error: kind of expression
    AWAIT(async_yield());
    return three();
}

static ASYNC int parallel(void)
{
    int x = 0;
#pragma omp parallel // expect-error: kind of statement
    x++;
    AWAIT(async_yield());
    return x;
}

int main(void)
{
    return async_run(block()) + async_run(parallel());
}
