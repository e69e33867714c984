/* AWAIT stands in ASYNC functions only, and so does what tells of their errors. */
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

static int leaves(void)
{
    return async_leaving() != NULL; // expect-error: async_leaving.. stands outside an ASYNC function
}

int main(void)
{
    leaves();
    plain_too(plain());
    AWAIT(async_sleep(1)); // expect-error: not ASYNC|outside|only in
    return async_run(f(0));
}
