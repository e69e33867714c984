/* The first task to end stops the loop, so the second one never does.
 * Closing the loop reports the task that is still pending, on stderr, and cancels it. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static ASYNC void work(int seconds)
{
    printf("Waiting %d\n", seconds);
    AWAIT(async_sleep(seconds));
    printf("Done %d\n", seconds);
    async_loop_stop(async_get_running_loop());
}

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    async_detach(SPAWN(work(1)));
    async_detach(SPAWN(work(3)));
    async_loop_run_forever(loop);
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
