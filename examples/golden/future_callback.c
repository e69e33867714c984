/* Made by asyncc from future_callback.c: edit that. */
#line 1 "future_callback.c"
/* A future is a value that arrives later: a callback sets it, and the loop runs until it is there.
 * async_future_new() takes the type of the value. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static void mark_done(void *arg)
{
    FUTURE(const char *) future = arg;
    async_future_set_result(future, "done");
}

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    FUTURE(const char *) future = async_future_new(const char *);
    async_call_soon(loop, mark_done, future);
    puts(async_loop_run_until_complete(loop, future));
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
