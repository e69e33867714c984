/* Strict C11, and macros from the command line. */
// flags: -std=c11 -DSTEPS=3 -D_GNU_SOURCE

#ifdef linux
#error "this is GNU C"
#endif

#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int total = 0;
    for (int i = 0; i < STEPS; i++) {
        total += AWAIT(get(i));
    }
    printf("%d %ld\n", total, __STDC_VERSION__);
    return 0;
}

int main(void)
{
    return async_run(test());
}
