/* Two tasks sleep at the same time: SPAWN starts each, async_join() waits for its end.
 * All is over after two seconds, not four. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC void sleeper(int before, int after)
{
    printf("%d\n", before);
    AWAIT(async_sleep(2));
    printf("%d\n", after);
}

static ASYNC int async_main(void)
{
    FUTURE(void) first = SPAWN(sleeper(1, 2));
    FUTURE(void) second = SPAWN(sleeper(3, 4));
    AWAIT(async_join(first));
    AWAIT(async_join(second));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
