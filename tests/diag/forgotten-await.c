/* A call of an ASYNC function under no marker would be a coroutine dropped in silence. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int (*pointer)(int) = f;

#define CALL(x) f(x)

static ASYNC int async_main(void)
{
    f(1); // expect-error: await
    int x = f(2); // expect-error: await
    x += AWAIT(f(f(3))); // expect-error: await
    if (x && f(4)) { // expect-error: await
        pointer(5); // expect-error: await
        (*pointer)(6); // expect-error: await
    }
    CALL(7); // expect-error: await
    async_sleep(1); // expect-error: await
    (void)sizeof f(8);
    return f(9); // expect-error: await
}

static int plain(void)
{
    return f(10); // expect-error: await|async_run
}

int main(void)
{
    return plain() + async_run(async_main());
}
