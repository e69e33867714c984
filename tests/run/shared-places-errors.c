/* A result that is written before its function fails, and what a clean-up of the caller still reads then. They are long:
 * in one place the frames would be smaller. */
#include "support.h"

#include <stdio.h>

// erase: no, it raises

static long add(long a, long b)
{
    return a + b;
}

static ASYNC long bad(int x)
{
    DEFER
    {
        if (x > 1) {
            RAISE(x, "after the return value");
        }
    }
    return x * 1000L;
}

static ASYNC long caller(int x)
{
    int framed = 0, *p = &framed;
    long kept = AWAIT(quiet(x + 4));
    DEFER
    {
        printf("kept %ld of %d, framed %d\n", kept, x, *p);
    }
    AWAIT(turn());
    *p = x;
    kept = add(AWAIT(bad(x)), (kept = 0, AWAIT(quiet(1))));
    AWAIT(turn());
    return kept;
}

/* Nothing needs `seen` where the result waits for the other AWAIT; but where its function fails, the clean-up does. */
static ASYNC long without_other_use(int x)
{
    long seen = 7;
    int *p = &x;
    async_error error;
    DEFER
    {
        printf("seen %ld\n", seen);
    }
    long y = AWAIT(bad(x)) + AWAIT_CATCH(quiet(1), &error);
    if (y < 0 || error.code) {
        puts("not here");
    }
    seen = y + *p;
    return seen;
}

static ASYNC int test(void)
{
    for (int x = 1; x < 4; x++) {
        async_error error;
        long value = AWAIT_CATCH(caller(x), &error);
        printf("%ld %d\n", value, error.code);
        value = AWAIT_CATCH(without_other_use(x), &error);
        printf("%ld %d\n", value, error.code);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
