// compilers: gcc
/* Types of ISO TS 18661, which GCC has and Clang has not. */
#include "support.h"

#include <stdio.h>

static ASYNC _Float128 half(_Float128 x)
{
    AWAIT(turn());
    return x / 2;
}

struct floats {
    _Float32 a;
    _Float64 b;
    _Float128 c;
};

static ASYNC int test(void)
{
    _Float128 q = AWAIT(half(3)), *p = &q;
    _Float64x x = AWAIT(quiet(2)) + 0.25;
    struct floats floats = {1.5f, 2.5, 3.5L};
    AWAIT(turn());
    *p += AWAIT(half(q));
    floats.c += AWAIT(quiet(1));
    printf("%.3f %.2Lf %.1f %.1f %.1f\n", (double)q, (long double)x, (double)floats.a, (double)floats.b,
           (double)floats.c);
    return 0;
}

int main(void)
{
    return async_run(test());
}
