/* A chain of coroutines, three times at once: print_sum() awaits compute(), which awaits async_sleep().
 * async_gather() waits for several tasks. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC int compute(int x, int y)
{
    printf("Compute %d + %d ...\n", x, y);
    AWAIT(async_sleep(1.0));
    return x + y;
}

static ASYNC void print_sum(int x, int y)
{
    printf("%d + %d = %d\n", x, y, AWAIT(compute(x, y)));
}

static ASYNC int async_main(void)
{
    FUTURE(void) sums[] = {SPAWN(print_sum(1, 2)), SPAWN(print_sum(11, 12)), SPAWN(print_sum(111, 112))};
    AWAIT(async_gather(sums, 3, NULL));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
