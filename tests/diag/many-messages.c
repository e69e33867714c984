/* All errors of a file are reported in one run, in the order of their lines. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    return x;
}

static int first(void)
{
    return AWAIT(f(1)); // expect-error: ASYNC
}

static ASYNC int second(void)
{
    SPAWN(f(2)); // expect-warning: future|dropped
    return f(3); // expect-error: AWAIT
}

static ASYNC int third(void)
{
    return AWAIT(3); // expect-error: operand|ASYNC
}

int main(void)
{
    return first() + async_run(second()) + async_run(third());
}
