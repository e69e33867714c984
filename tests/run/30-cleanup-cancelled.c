/* A cleanup variable's function runs once, the last declared first, when the task is cancelled in its scope. */
// erase: no, it spawns
#include "support.h"

#include <errno.h>
#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}
#define SCOPED __attribute__((cleanup(leave))) int

static ASYNC void inner(void)
{
    SCOPED c = AWAIT(quiet(3));
    SCOPED d = 4;
    AWAIT(async_sleep(1));
    puts("not here");
}

static ASYNC void child(void)
{
    {
        SCOPED gone = 0;
        AWAIT(turn());
    }
    SCOPED a = 1;
    {
        SCOPED b = 2;
        AWAIT(inner());
        puts("not here");
    }
    SCOPED never = 5;
}

static ASYNC int test(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(child());
    AWAIT(async_sleep(0.5));
    printf("cancel: %d\n", async_cancel(task));
    AWAIT_CATCH(async_join(task), &error);
    printf("%d\n", error.code == ECANCELED);
    return 0;
}

int main(void)
{
    return async_run(test());
}
