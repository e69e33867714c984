/* An array of variable size is freed where its block ends, which must be one. */
#include <asyncc.h>

static ASYNC int in_for(int n)
{
    int total = 0;
    for (int a[n]; total < n; total++) { // expect-error: directly in a block
        a[0] = total;
        AWAIT(async_yield());
    }
    return total;
}

