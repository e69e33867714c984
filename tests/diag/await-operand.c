/* The operand of AWAIT is exactly one ASYNC call. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    return x;
}

static int plain(int x)
{
    return x;
}

static ASYNC int async_main(int c)
{
    int x = AWAIT(3); // expect-error: operand|ASYNC call
    x += AWAIT(c ? f(1) : f(2)); // expect-error: operand|ASYNC call
    x += AWAIT(plain(1)); // expect-error: plain.*ASYNC|ASYNC call
    x += AWAIT(f(1) + 1); // expect-error: operand|ASYNC call
    x += AWAIT((c, f(1))); // expect-error: operand|ASYNC call
    x += AWAIT(AWAIT(f(1))); // expect-error: operand|ASYNC call
    x += AWAIT(x); // expect-error: operand|ASYNC call
    AWAIT(f); // expect-error: operand|ASYNC call
    FUTURE(int) future = SPAWN(f(2));
    AWAIT(future); // expect-error: operand of AWAIT is a future: AWAIT.async_join.future.. waits
    AWAIT(async_join(future));
    x += AWAIT(((f(1))));
    return x;
}

int main(void)
{
    return async_run(async_main(1));
}
