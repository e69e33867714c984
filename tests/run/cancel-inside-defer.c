/* A cancellation that comes while a DEFER awaits ends that DEFER; the others of its scope, and of the callers, still
 * run. */
// erase: no, it spawns and cancels
// modes: ready

#include "support.h"

#include <errno.h>
#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}

static ASYNC int work(void)
{
    __attribute__((cleanup(leave))) int a = 1;
    DEFER
    {
        puts("first");
        AWAIT(async_sleep(1));
        puts("first ends");
    }
    DEFER
    {
        puts("second");
        AWAIT(async_sleep(10));
        puts("not here");
    }
    AWAIT(async_sleep(1));
    return a;
}

static ASYNC int caller(void)
{
    DEFER
    {
        printf("leaving with %d\n", async_leaving() && async_leaving()->code == ECANCELED);
        AWAIT(async_sleep(1));
    }
    return AWAIT(work());
}

static ASYNC int test(void)
{
    async_error error;
    FUTURE(int) task = SPAWN(caller());
    AWAIT(async_sleep(5));
    printf("cancel %d\n", async_cancel(task));
    int x = AWAIT_CATCH(async_join(task), &error);
    printf("%d %d\n", x, error.code == ECANCELED);
    return 0;
}

int main(void)
{
    return async_run(test());
}
