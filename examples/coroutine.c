/* What async_run() does, step by step: make a loop, run a coroutine on it, close it.
 * Calling an ASYNC function here does not run it; the loop does. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static ASYNC void greet(void)
{
    puts("this is a coroutine");
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
    async_loop_run(loop, greet());
    puts("close event loop");
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
