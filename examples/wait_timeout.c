/* Waiting for ten tasks, but not for longer than 0.45 seconds: those that are done give their results, the others are
 * cancelled. A cancelled task gets ECANCELED where it waits; it may clean up, and passes the error on. */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 10 };

static ASYNC int sleeper(int n)
{
    async_error error;
    AWAIT_CATCH(async_sleep(n * 0.1), &error);
    if (error.code) {
        printf("%d cancelled\n", n);
        RERAISE(&error);
    }
    return n;
}

static ASYNC int async_main(void)
{
    FUTURE(int) tasks[TASKS];
    for (int n = 0; n < TASKS; n++) {
        tasks[n] = SPAWN(sleeper(n));
    }
    AWAIT(async_wait(tasks, TASKS, 0.45, ASYNC_ALL_COMPLETED));
    for (int n = 0; n < TASKS; n++) {
        if (!async_future_done(tasks[n])) {
            async_cancel(tasks[n]);
        }
    }
    for (int n = 0; n < TASKS; n++) {
        async_error error;
        int value = AWAIT_CATCH(async_join(tasks[n]), &error);
        if (!error.code) {
            printf("%d\n", value);
        }
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
