/* Integers of any number of bits, in parameters, results, frames and temporaries. */
// erase: no, only Clang has them
// flags: -std=c2x
// compilers: clang-19
// variants: clang-19:-O0 clang-19:-O2
#include "support.h"

#include <stdio.h>

typedef unsigned _BitInt(5) five;

static ASYNC _BitInt(37) twice(_BitInt(37) x)
{
    AWAIT(turn());
    return x * 2;
}

static ASYNC five wrap(const five x)
{
    AWAIT(turn());
    return x + (five)AWAIT(quiet(3));
}

static ASYNC int test(void)
{
    five u = (five)AWAIT(quiet(30));
    _BitInt(37) b = AWAIT(twice(1)), *p = &b, all[2] = {b, AWAIT(twice(b))};
    u += (five)AWAIT(quiet(3));
    AWAIT(turn());
    *p += AWAIT(twice(b)) + all[AWAIT(quiet(1))];
    printf("%d %d %d\n", (int)u, (int)b, (int)AWAIT(wrap(30)));
    printf("%d\n", b > AWAIT(twice(4)) ? (int)(b - all[1]) : (int)AWAIT(wrap(u)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
