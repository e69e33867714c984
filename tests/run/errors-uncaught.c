/* An error that nobody catches: async_run prints the traceback and exits with 1. */
// erase: no, it raises
// status: 1

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC int inner(int n)
{
    DEFER
    {
        puts("deferred");
    }
    AWAIT(turn());
    RAISE(ENOENT, "nobody catches %d", n);
}

static ASYNC int test(void)
{
    puts("before");
    return AWAIT(inner(5)) + 1;
}

int main(void)
{
    int status = async_run(test());
    puts("not here");
    return status;
}
