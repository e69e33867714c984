// AWAIT in the arguments of what is a macro of asyncc and no operation: async_ref(), async_shield() and their like.
// erase: no, tasks
#include "support.h"

#include <stdio.h>

struct wide {
    long numbers[4];
};

static int finished;

static ASYNC int number(int x)
{
    AWAIT(turn());
    finished += x;
    return x;
}

static ASYNC struct wide many(int x)
{
    AWAIT(turn());
    return (struct wide){{x, x + 1, x + 2, x + 3}};
}

static ASYNC FUTURE(int) begin(int x)
{
    AWAIT(turn());
    return SPAWN(number(x));
}

static ASYNC void settle(void)
{
    FUTURE(struct wide) f = async_future_new(struct wide);
    FUTURE(int) plain[2] = {async_future_new(int), async_future_new(int)};
    printf("%d\n", async_future_set_result(f, (AWAIT(many(AWAIT(get(1)))))));
    printf("%d\n", async_future_set_result(plain[AWAIT(quiet(1))], AWAIT(get(2)) + note(3)));
    printf("%d\n", async_future_set_error(plain[note(0)], AWAIT(quiet(5)), "%d", AWAIT(get(4))));
    printf("%d %d\n", async_future_done(plain[AWAIT(quiet(0))]), async_future_error(plain[AWAIT(quiet(0))])->code);
    printf("%ld %d\n", async_future_result((AWAIT(turn()), f)).numbers[AWAIT(get(3))],
           async_future_result(plain[AWAIT(quiet(1))]));
    async_detach(f);
    async_detach(plain[AWAIT(quiet(0))]), async_detach(plain[AWAIT(quiet(1))]);
}

static ASYNC int test(void)
{
    FUTURE(int) kept = AWAIT(begin(10)), same = async_ref((AWAIT(turn()), kept));
    printf("%d\n", AWAIT(async_join(async_shield(AWAIT(begin(11))))));
    printf("%d\n", AWAIT(async_wait_for(async_ref((AWAIT(get(5)), same)), AWAIT(quiet(9)))));
    async_detach(SPAWN(number(AWAIT(get(12)))));
    (async_detach(async_shield(SPAWN(number(AWAIT(quiet(13)))))));
    printf("%d\n", async_cancel(AWAIT(quiet(1)) ? kept : same));
    printf("%d\n", AWAIT(async_join(kept)) + AWAIT(async_join(same)));
    AWAIT(settle());
    for (int i = 0; i < 8; i++) {
        AWAIT(async_yield()); /* the tasks that nobody joins */
    }
    printf("%d\n", finished);
    return 0;
}

int main(void)
{
    return async_run(test());
}
