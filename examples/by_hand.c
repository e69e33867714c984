/* A coroutine without any loop: started and resumed by hand, at each suspension, until it is done.
 * This is how a program with an event loop of its own drives ASYNC functions (asyncc/frame.h). */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

static ASYNC int sum_to(int n)
{
    int sum = 0;
    for (int i = 1; i <= n; i++) {
        AWAIT(async_yield());
        sum += i;
    }
    return sum;
}

int main(void)
{
    async_coroutine coroutine;
    async_coroutine_start(&coroutine, sum_to(10));
    while (async_coroutine_resume(&coroutine) == ASYNC_PENDING) {
        /* a loop of one's own would do something else here */
    }
    if (coroutine.status == ASYNC_FAILED) {
        fprintf(stderr, "%s\n", coroutine.error.message);
        return EXIT_FAILURE;
    }
    printf("%d\n", async_coroutine_result(&coroutine, int));
    return async_coroutine_destroy(&coroutine) ? EXIT_FAILURE : EXIT_SUCCESS;
}
