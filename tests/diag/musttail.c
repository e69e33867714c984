/* A call in a return of an ASYNC function is no tail call. */
#include <asyncc.h>

#define TAIL __attribute__((musttail))

static int twice(int x)
{
    return x * 2;
}

static ASYNC int plain(int x)
{
    AWAIT(async_yield());
    __attribute__((musttail)) return twice(x); // expect-error: no call there is a tail call
}

static ASYNC int by_macro(int x)
{
    AWAIT(async_yield());
    TAIL return twice(x); // expect-error: no call there is a tail call
}

static ASYNC int other_attribute(int x)
{
    AWAIT(async_yield());
    __attribute__((nomerge)) return twice(x);
}

int main(void)
{
    return async_run(plain(1)) + async_run(by_macro(1)) + async_run(other_attribute(1));
}
