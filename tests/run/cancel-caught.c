/* A cancelled task may catch its cancellation, clean up with further AWAITs, and end with a value, an error, or not. */
// erase: no, it spawns and cancels
// modes: ready

#include "support.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>

static ASYNC int inner(int n)
{
    DEFER
    {
        printf("inner %d ends\n", n);
        AWAIT(async_sleep(1));
    }
    AWAIT(async_sleep(INFINITY));
    return n;
}

static ASYNC int outer(int how)
{
    async_error error;
    int x = AWAIT_CATCH(inner(how), &error);
    printf("caught %d %d\n", x, error.code == ECANCELED);
    AWAIT(async_sleep(1));
    if (how == 0)
        return 10;
    if (how == 1)
        RAISE(EIO, "instead");
    if (how == 2)
        RERAISE(&error);
    if (how == 3) {
        AWAIT_CATCH(async_sleep(INFINITY), &error);
        printf("again %d\n", error.code == ECANCELED);
    }
    return 11;
}

static ASYNC int test(void)
{
    for (int how = 0; how < 4; how++) {
        async_error error;
        FUTURE(int) task = SPAWN(outer(how));
        AWAIT(async_sleep(1));
        printf("cancel %d\n", async_cancel(task));
        if (how == 3) {
            AWAIT(async_sleep(5));
            printf("cancel %d\n", async_cancel(task));
        }
        int x = AWAIT_CATCH(async_join(task), &error);
        printf("%d: %d %s\n", how, x, error.code == 0 ? "done" : error.code == ECANCELED ? "cancelled" : error.message);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
