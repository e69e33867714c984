/* A task is cancelled before its first step, at each of its AWAITs, and while it cleans up: what it has begun it ends.
 */
// erase: no, it spawns and cancels
// modes: ready
#include "support.h"

#include <errno.h>
#include <stdio.h>

static int rounds;

static ASYNC int work(int x)
{
    DEFER
    {
        printf(" work-%d", x);
        AWAIT(async_yield());
        printf(".");
    }
    AWAIT(async_yield());
    printf(" %d", x);
    return x;
}

static ASYNC int child(void)
{
    DEFER
    {
        printf(" end");
    }
    int x = AWAIT(work(1));
    DEFER
    {
        printf(" middle");
        AWAIT(async_yield());
    }
    x += AWAIT(work(2));
    rounds++;
    return x;
}

static ASYNC void cancel_after(int steps)
{
    async_error error;
    printf("%d:", steps);
    FUTURE(int) task = SPAWN(child());
    for (int i = 0; i < steps; i++) {
        AWAIT(async_yield());
    }
    printf(" CANCEL");
    int took = async_cancel(task);
    int value = AWAIT_CATCH(async_join(task), &error);
    printf(" -> %d %d %s\n", took, value, error.code == ECANCELED ? "cancelled" : error.code ? "error" : "done");
}

static ASYNC int test(void)
{
    for (int steps = 0; steps < 8; steps++) {
        AWAIT(cancel_after(steps));
    }
    printf("%d\n", rounds);
    return 0;
}

int main(void)
{
    return async_run(test());
}
