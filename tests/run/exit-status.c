/* What main returns is the exit status. */
#include "support.h"

#include <stdio.h>

// status: 42

static ASYNC int test(void)
{
    puts("before");
    return AWAIT(get(40)) + 2;
}

int main(void)
{
    return async_run(test());
}
