/* A static local is initialised with a constant. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    static int once = AWAIT(f(1)); // expect-error: constant
    return x + once;
}

int main(void)
{
    return async_run(f(0));
}
