/* A callback that the loop calls once a task is done.
 * It gets what it was registered with: here the task itself, to read its result. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC const char *work(void)
{
    AWAIT(async_sleep(1));
    return "ok";
}

static void print_result(void *arg)
{
    FUTURE(const char *) task = arg;
    puts(async_future_result(task));
}

static ASYNC int async_main(void)
{
    FUTURE(const char *) task = SPAWN(work());
    async_future_add_done_callback(task, print_result, task);
    AWAIT(async_join(task));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
