/* An error through a million frames, each with a DEFER or without. */
// erase: no, it raises
// modes: ready yield later

#include "support.h"

#include <errno.h>
#include <stdio.h>

static int deferred;

static ASYNC int deep(int n)
{
    if (n == 0) {
        AWAIT(turn());
        RAISE(EIO, "bottom");
    }
    int x = AWAIT(deep(n - 1));
    return x + 1;
}

static ASYNC int deferring(int n)
{
    DEFER
    {
        deferred++;
    }
    if (n == 0) {
        AWAIT(turn());
        RAISE(EIO, "bottom");
    }
    return AWAIT(deferring(n - 1)) + 1;
}

static ASYNC int test(void)
{
    async_error error;
    AWAIT_CATCH(deep(1000000), &error);
    printf("%s %u\n", error.message, (unsigned)error.site_count);
    AWAIT_CATCH(deferring(100000), &error);
    printf("%s %d\n", error.message, deferred);
    return 0;
}

int main(void)
{
    return async_run(test());
}
