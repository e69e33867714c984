/* AWAIT stands in ASYNC functions only. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    return x;
}

static int plain(void)
{
    return AWAIT(f(1)); // expect-error: not ASYNC|outside|only in
}

static void plain_too(int n)
{
    async_error error;
    for (int i = 0; i < n; i++) {
        AWAIT_CATCH(f(i), &error); // expect-error: not ASYNC|outside|only in
    }
}

int main(void)
{
    plain_too(plain());
    AWAIT(async_sleep(1)); // expect-error: not ASYNC|outside|only in
    return async_run(f(0));
}
