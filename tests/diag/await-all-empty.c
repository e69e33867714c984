/* What the compiler says of arguments of AWAIT_ALL that are missing, or declare something. */
#include <asyncc.h>

static ASYNC int get(int value)
{
    AWAIT(async_sleep(1));
    return value;
}

static ASYNC void f(void)
{
    int a, b;
    AWAIT_ALL(); // expect-error: expected expression
    AWAIT_ALL(a = get(1), ); // expect-error: expected expression
    AWAIT_ALL(b = ); // expect-error: expected expression
    b = AWAIT_ALL(a = get(1)); // expect-error: incompatible type .void.
    AWAIT_ALL(int c = get(1), a = get(2)); // expect-error: expected expression
    // expect-error@-1: expected '\)'
}

int main(void)
{
    async_run(f());
}
