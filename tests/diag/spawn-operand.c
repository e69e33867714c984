/* So are the operands of SPAWN, AWAIT_CATCH and async_run. */
#include <asyncc.h>

static int plain(int x)
{
    return x;
}

static ASYNC int async_main(void)
{
    async_error error;
    FUTURE(int) a = SPAWN(plain(1)); // expect-error: plain|ASYNC call
    FUTURE(int) b = SPAWN(3); // expect-error: operand|ASYNC call
    AWAIT_CATCH(plain(2), &error); // expect-error: plain|ASYNC call
    return AWAIT(async_join(a)) + AWAIT(async_join(b));
}

int main(void)
{
    async_run(plain(3)); // expect-error: plain|ASYNC call
    return async_run(async_main());
}
