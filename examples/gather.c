/* The results of ten tasks, in the order of the arguments, whatever the order in which the tasks end.
 * The last one started ends first. */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 10 };

static ASYNC int sleeper(int n)
{
    AWAIT(async_sleep((TASKS - n) * 0.1));
    return n;
}

static ASYNC int async_main(void)
{
    FUTURE(int) tasks[TASKS];
    int results[TASKS];
    for (int n = 0; n < TASKS; n++) {
        tasks[n] = SPAWN(sleeper(n));
    }
    AWAIT(async_gather(tasks, TASKS, results));
    for (int n = 0; n < TASKS; n++) {
        printf("%d\n", results[n]);
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
