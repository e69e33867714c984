/* The smallest program: an ASYNC function that prints, sleeps for a second without blocking the thread, and prints.
 * async_run() makes an event loop, runs the function to its end and closes the loop. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC int async_main(void)
{
    puts("start");
    AWAIT(async_sleep(1));
    puts("end");
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
