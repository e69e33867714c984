/* Stopping the loop when all is done, and not before: a gather is spawned like any call, and a callback that it calls
 * when it is done stops the loop. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static ASYNC void work(int seconds)
{
    printf("Waiting %d\n", seconds);
    AWAIT(async_sleep(seconds));
    printf("Done %d\n", seconds);
}

static void stop(void *loop)
{
    async_loop_stop(loop);
}

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    FUTURE(void) tasks[] = {SPAWN(work(1)), SPAWN(work(3))};
    FUTURE(void) all = SPAWN(async_gather(tasks, 2, NULL));
    async_future_add_done_callback(all, stop, loop);
    async_detach(all);
    async_loop_run_forever(loop);
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
