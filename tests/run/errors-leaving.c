/* async_leaving() is the error in flight inside a DEFER, or NULL, whatever the DEFER awaits and catches. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC void fail(int code, const char *message)
{
    AWAIT(turn());
    RAISE(code, "%s", message);
}

static ASYNC int work(int fails)
{
    DEFER
    {
        printf("outer: %s\n", async_leaving() ? async_leaving()->message : "none");
    }
    {
        DEFER
        {
            async_error error;
            AWAIT(turn());
            printf("before: %d\n", async_leaving() ? async_leaving()->code == EIO : -1);
            AWAIT_CATCH(fail(EPERM, "another"), &error);
            (void)error;
            printf("after: %s\n", async_leaving() ? async_leaving()->message : "none");
            DEFER
            {
                printf("inner: %s\n", async_leaving() ? async_leaving()->message : "none");
            }
            AWAIT(turn());
        }
        if (fails) {
            AWAIT(fail(EIO, "in flight"));
        }
    }
    return 5;
}

static ASYNC int test(void)
{
    async_error error;
    printf("%d\n", AWAIT_CATCH(work(0), &error));
    printf("%d\n", AWAIT_CATCH(work(1), &error));
    printf("%s\n", error.message);
    return 0;
}

int main(void)
{
    return async_run(test());
}
