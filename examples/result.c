/* A coroutine's value reaches ordinary code through async_loop_run().
 * It has the type that the function says it returns. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static ASYNC int compute(void)
{
    puts("this is a coroutine");
    AWAIT(async_sleep(0.1));
    return 12;
}

int main(void)
{
    puts("coroutine begin");
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    puts("into event loop");
    int result = async_loop_run(loop, compute());
    printf("result is: %d\n", result);
    puts("close event loop");
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
