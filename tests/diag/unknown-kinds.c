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

static ASYNC float same_bits(int x)
{
    AWAIT(async_yield());
    x = (int)__builtin_bit_cast(float, x); // expect-error: kind of expression
    return __builtin_bit_cast(float, x);   // expect-error: kind of expression
}

int main(void)
{
    return async_run(block()) + async_run(parallel()) + (int)async_run(same_bits(1));
}
