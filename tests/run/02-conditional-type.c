/* The type of `c ? a : b` is the common type of both, not that of the branch taken; it shows in the sign and the size.
 */
#include "support.h"

#include <stdio.h>

static ASYNC unsigned unsigned_one(void)
{
    AWAIT(turn());
    return 1;
}

static ASYNC char a_char(void)
{
    AWAIT(turn());
    return (char)-1;
}

static ASYNC int test(void)
{
    int yes = 1;
    long long x = yes ? -1 : AWAIT(unsigned_one());
    printf("%lld\n", x);
    long long y = yes ? AWAIT(quiet(-1)) : 0u;
    printf("%lld\n", y);
    double d = (yes ? AWAIT(quiet(3)) : 0.0) / 2;
    printf("%.2f\n", d);
    printf("%zu %zu\n", sizeof(yes ? AWAIT(a_char()) : AWAIT(a_char())), sizeof(yes ? 1 : 2.0));
    long shifted = (yes ? AWAIT(a_char()) : 0) >> 1;
    printf("%ld\n", shifted);
    int n = 5;
    void *p = yes ? AWAIT(quiet(0)) ? NULL : &n : NULL;
    printf("%d\n", *(int *)p);
    return 0;
}

int main(void)
{
    return async_run(test());
}
