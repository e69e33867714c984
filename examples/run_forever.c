/* A loop that runs until somebody stops it: here the task itself, at its end.
 * Nobody joins the task, so it is detached. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static ASYNC void work(int seconds)
{
    printf("Waiting %d seconds\n", seconds);
    AWAIT(async_sleep(seconds));
    puts("Done");
    async_loop_stop(async_get_running_loop());
}

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    async_detach(SPAWN(work(3)));
    async_loop_run_forever(loop);
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
