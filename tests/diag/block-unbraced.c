/* What begins a block needs one whose end can be found. */
#include <asyncc.h>

static async_lock lock;
#define LOCKED AWAIT_LOCK(&lock)

static ASYNC void f(int a)
{
    AWAIT_LOCK(&lock) // expect-error: block in braces
        AWAIT(async_sleep(1));
    LOCKED // expect-error: block in braces
        AWAIT(async_sleep(1));
    AWAIT_TIMEOUT(t, 5) { // expect-error: one branch of an #if
#ifdef A
        if (a) {
#else
        if (!a) {
#endif
            AWAIT(async_sleep(1));
        }
    }
    AWAIT_GROUP(g) // expect-error: block in braces
        for (;;) {
            SPAWN_INTO(g, async_sleep(1));
        }
    LOCKED {
#ifdef A
        if (a) {
        }
#endif
        AWAIT(async_sleep(1));
    }
}

int main(void)
{
    async_run(f(1));
}
