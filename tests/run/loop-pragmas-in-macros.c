/* Pragmas for loops that await, by _Pragma and by macros, wherever a loop may stand. */
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
#include "support.h"
#include <stdio.h>
#define UNROLL _Pragma("GCC unroll 4")
#define PRAGMA(x) _Pragma(#x)
#define LOOP(n) UNROLL for (int i = 0; i < n; i++) sum += AWAIT(quiet(i));
#define HINTED_FOR UNROLL for
#define OPEN {
#define CLOSE }
#define MANY PRAGMA(GCC ivdep) UNROLL
static ASYNC int loops(int n)
{
    int sum = 0;
    _Pragma("GCC unroll 4") while (AWAIT(quiet(n)) < 8)
    {
        n++;
    }
    _Pragma("GCC ivdep") for (int i = 0; i < AWAIT(quiet(3)); i += AWAIT(quiet(1))) sum += i;
    UNROLL
    for (int i = 0; i < AWAIT(quiet(3)); i += AWAIT(quiet(1)))
        sum += i;
    UNROLL for (int i = 0; i < 3; i++) sum += AWAIT(quiet(i));
    PRAGMA(GCC unroll 4) while (AWAIT(quiet(n)) < 12) n++;
    if (n)
        UNROLL while (AWAIT(quiet(n)) < 16) n++;
    LOOP(3)
    HINTED_FOR(int i = 0; i < 4; i++) sum += AWAIT(quiet(i));
    switch (n) {
    default:
        UNROLL
        while (AWAIT(quiet(n)) < 20)
            n++;
    }
    sum += ({
        UNROLL for (int i = 0; i < 4; i++) n += AWAIT(quiet(i));
        n;
    });
    UNROLL for (int i = 0; i < 4; i++) sum += i;
    do
        UNROLL for (int i = 0; i < AWAIT(quiet(2)); i++) sum++;
    while (AWAIT(quiet(sum)) % 4);
    OPEN PRAGMA(clang loop unroll_count(2)) while (AWAIT(quiet(n)) < 40) n++;
    CLOSE MANY for (int i = AWAIT(quiet(0)); i < AWAIT(quiet(2)); i++) sum += i;
label:
    UNROLL while (AWAIT(quiet(sum)) % 8) sum++;
    if (sum++ % 16 == 0)
        goto label;
    UNROLL for (int i = 0; i < 4; i++) if (AWAIT(quiet(i)) == 3) return sum;
    return sum;
}
static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(loops(3)));
    return 0;
}
int main(void)
{
    return async_run(async_main());
}
