/* A loop runs as often as one likes, until it is closed.
 * The _catch form gives the error of the third run; the plain one would print it and exit. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static ASYNC void work(int seconds)
{
    printf("Waiting %d\n", seconds);
    AWAIT(async_sleep(seconds));
    printf("Done %d\n", seconds);
}

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    async_loop_run(loop, work(1));
    async_loop_run(loop, work(3));
    async_loop_close(loop);

    async_error error;
    async_loop_run_catch(loop, work(3), &error);
    puts(error.message);
    return EXIT_SUCCESS;
}
