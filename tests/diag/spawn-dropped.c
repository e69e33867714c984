/* A SPAWN whose future nobody has can be neither joined nor detached. */
#include <asyncc.h>

static ASYNC void f(void)
{
    AWAIT(async_yield());
}

#define START(call) SPAWN(call)

static ASYNC int async_main(void)
{
    SPAWN(f()); // expect-warning: future|dropped
    START(f()); // expect-warning: future|dropped
    for (SPAWN(f());;) { // expect-warning: future|dropped
        break;
    }
    FUTURE(void) kept = SPAWN(f());
    async_detach(SPAWN(f()));
    AWAIT(async_join(kept));
    return 0;
}

static void plain(void)
{
    FUTURE(void) kept = ({
        SPAWN(f()); // expect-warning: dropped
        SPAWN(f());
    });
    async_detach(kept);
    SPAWN(f()); // expect-warning: dropped
    async_detach(SPAWN(f()));
}

int main(void)
{
    plain();
    return async_run(async_main());
}
