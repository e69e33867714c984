/* Ordinary functions called by the loop: soon, after a delay, at a time.
 * The main coroutine ends at once, and what is due later than that is not called any more. */
#include <asyncc.h>
#include <stdio.h>

static void say(void *text)
{
    puts(text);
}

static ASYNC int async_main(void)
{
    async_loop *loop = async_get_running_loop();
    async_call_later(loop, 1, say, "called after a second");
    async_call_at(loop, async_loop_time(loop) + 2, say, "called at a time");
    async_call_soon(loop, say, "called soon");
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
