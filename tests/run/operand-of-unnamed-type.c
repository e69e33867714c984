/* An operand of an unnamed enum type, which would have to be kept in a variable while an AWAIT runs. */
#include "support.h"

#include <stdio.h>

static enum { SMALL = 3 } e = SMALL;

static ASYNC int test(void)
{
    printf("%d\n", e + AWAIT(quiet(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
