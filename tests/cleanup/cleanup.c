/* Runs the program once for each of its cuts, and prints how that ends. cleanup.h tells what the functions do. */
#include "cleanup.h"

enum { FAILED = 7 };

static int points;
static struct cut cut;

/* A cancellation that comes from outside, and is raised here. It is taken back at once: who cleans up may await. */
static ASYNC void be_cancelled(void)
{
    async_error error;
    async_cancel(async_current_task());
    AWAIT_CATCH(async_yield(), &error);
    async_uncancel(async_current_task());
    RERAISE(&error);
}

static ASYNC void point(void)
{
    points++;
    if (points == cut.first || points == cut.second) {
        AWAIT(be_cancelled());
    }
    AWAIT(turn());
}

void end(int *x)
{
    printf("end %d\n", *x);
    *x = limited(*x + 500);
}

ASYNC int give(int x)
{
    AWAIT(point());
    return x;
}

ASYNC int maybe(int x, int code)
{
    AWAIT(point());
    if (x & 1) {
        RAISE(code, "maybe");
    }
    return x;
}

ASYNC int bump(int *p)
{
    AWAIT(point());
    *p = limited(*p + 1);
    return *p;
}

ASYNC struct triple triple(int x, int y)
{
    AWAIT(point());
    return (struct triple){{x, y, limited(x + y)}};
}

ASYNC void finish(int *p, const async_error *e)
{
    printf("finish %d %d\n", *p, e ? e->code : 0);
    AWAIT(point());
}

ASYNC int silent(int x)
{
    AWAIT(turn());
    return x;
}

ASYNC int failing(int x)
{
    AWAIT(turn());
    if (x & 1) {
        RAISE(FAILED, "failing");
    }
    return x;
}

static ASYNC void run(void)
{
    async_error error;
    points = 0;
    for (int i = 0; i < scope_count; i++) {
        async_lock_init(&locks[i]);
        async_semaphore_init(&semaphores[i], 1);
        async_rwlock_init(&rwlocks[i]);
    }
    printf("# %d %d\n", cut.first, cut.second);
    int value = AWAIT_CATCH(async_join(SPAWN(root(cut.first + 3, cut.second + 4))), &error);
    printf("= %d %d %d\n", value, error.code, points);
    for (int i = 0; i < scope_count; i++) {
        if (async_lock_locked(&locks[i]) || async_semaphore_locked(&semaphores[i])) {
            printf("%d is held\n", i);
        }
    }
}

static ASYNC int async_main(void)
{
    for (int i = 0; i < cut_count; i++) {
        cut = cuts[i];
        AWAIT(run());
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
