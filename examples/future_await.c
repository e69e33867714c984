/* One task awaits a future that another one sets.
 * A future is joined as a task is. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC void set_later(FUTURE(const char *) future)
{
    puts("wait 1 second");
    AWAIT(async_sleep(1));
    puts("set_result");
    async_future_set_result(future, "data");
}

static ASYNC int async_main(void)
{
    FUTURE(const char *) future = async_future_new(const char *);
    FUTURE(void) setter = SPAWN(set_later(future));
    puts(AWAIT(async_join(future)));
    AWAIT(async_join(setter));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
