/* AWAIT_ALL takes calls, and assignments of calls. */
#include <asyncc.h>

static ASYNC int get(int value)
{
    AWAIT(async_sleep(1));
    return value;
}

static ASYNC void nothing(void)
{
    AWAIT(async_sleep(1));
}

static int plain(void)
{
    return 1;
}

static ASYNC void f(void)
{
    int a[2], b;
    AWAIT_ALL(a[AWAIT(get(0))] = get(1), b = get(2)); // expect-error: what does not await
    AWAIT_ALL(b = get(1), plain()); // expect-error: operand of AWAIT_ALL
    AWAIT_ALL(b = get(1) + 1); // expect-error: operand of AWAIT_ALL
    AWAIT_ALL(b = get(1), b += get(2)); // expect-error: operand of AWAIT_ALL
    AWAIT_ALL(get(b), nothing(), a[b = 1] = get(2));
}

int main(void)
{
    async_run(f());
}
