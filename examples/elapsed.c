/* Four sleeps of a second each, at the same time, take one second in all.
 * async_loop_time() is the loop's clock, which goes on only while something waits if ASYNC_CLOCK=virtual is set. */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 4 };

static ASYNC const char *work(void)
{
    AWAIT(async_sleep(1));
    return "ok";
}

static ASYNC int async_main(void)
{
    async_loop *loop = async_get_running_loop();
    double start = async_loop_time(loop);
    FUTURE(const char *) tasks[TASKS];
    const char *results[TASKS];
    for (int i = 0; i < TASKS; i++) {
        tasks[i] = SPAWN(work());
    }
    AWAIT(async_gather(tasks, TASKS, results));
    for (int i = 0; i < TASKS; i++) {
        puts(results[i]);
    }
    printf("%.1f seconds\n", async_loop_time(loop) - start);
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
