/* Names of the user's that generated code might want for itself. */
#include "support.h"

#include <stdio.h>

struct async {
    int state;
};
enum { DONE = 7, PENDING = 8, FAILED = 9 };

static ASYNC int frame(int frame)
{
    AWAIT(turn());
    return frame;
}

static ASYNC int test_frame(int storage, int result, int state)
{
    int child = AWAIT(get(storage)), callee = 2, top = 3;
    AWAIT(turn());
    return storage + result + state + child + callee + top;
}

static ASYNC int locals(int f)
{
    int await_1 = AWAIT(get(1)), await_2 = 2, t = 3, s = 4, self = 5, site = 6, sites = 7, function = 8, error = 9;
    int await = 10, resume = 11, caller = 12, at = 13, p = 14, tmp = 15, tmp1 = 16, ac_1 = 17, switch_ = 18;
    const int frame = 19;
    struct async async = {20};
    AWAIT(turn());
    if (f == 0) {
        goto resumed_1;
    }
    {
        int f = 100, t = 200;
        AWAIT(turn());
        s += f + t;
    }
unwind:
    AWAIT(turn());
    if (f == 5) {
        goto done;
    }
resumed_1:
    f = 5;
    AWAIT(turn());
    goto unwind;
done:
    return await_1 + await_2 + t + s + self + site + sites + function + error + await + resume + caller + at + p + tmp +
           tmp1 + ac_1 + switch_ + frame + async.state;
}

static int test__frame = 3;
static int locals_state = 4;

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(frame(AWAIT(frame(3)))), DONE + PENDING + FAILED);
    printf("%d\n", AWAIT(test_frame(1, 2, 3)));
    printf("%d %d\n", AWAIT(locals(0)), AWAIT(locals(1)));
    printf("%d %d\n", test__frame, locals_state);
    struct test {
        int test;
    } test = {AWAIT(get(5))};
    AWAIT(turn());
    printf("%d\n", test.test);
    return 0;
}

int main(void)
{
    return async_run(test());
}
