/* A shield protects a task from cancellation: cancelling the shield cancels only the waiting.
 * Each of the two is joined for itself, so that the error of one does not hide the value of the other. */
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>

static ASYNC int num(int x)
{
    AWAIT(async_sleep(0.1));
    return x * x;
}

static ASYNC int async_main(void)
{
    FUTURE(int) both[] = {async_shield(SPAWN(num(1))), SPAWN(num(2))};
    async_cancel(both[0]);
    for (int i = 0; i < 2; i++) {
        async_error error;
        int value = AWAIT_CATCH(async_join(both[i]), &error);
        if (error.code == ECANCELED) {
            puts("ECANCELED");
        } else {
            printf("%d\n", value);
        }
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
