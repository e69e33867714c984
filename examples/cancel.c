/* A task that is cancelled before it has started never runs; joining it gives ECANCELED.
 * AWAIT_CATCH stores an error of the call instead of passing it on. */
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>

static ASYNC void child(void)
{
    puts("never printed");
}

static ASYNC int async_main(void)
{
    async_error error;
    FUTURE(void) task = SPAWN(child());
    async_cancel(task);
    AWAIT_CATCH(async_join(task), &error);
    if (error.code == ECANCELED) {
        puts("task cancelled");
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
