/* sum.c - awaits what the other files define. */
#include <asyncc.h>

ASYNC int one(void);
ASYNC int two(void);
ASYNC int written(void);
ASYNC int generated(void);
ASYNC int outside(void);

static ASYNC int all(void)
{
    return AWAIT(one()) + AWAIT(two()) + AWAIT(written()) + AWAIT(generated()) + AWAIT(outside());
}

int sum(void)
{
    return async_run(all());
}
