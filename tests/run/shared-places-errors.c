/* A result that is written before its function fails, and what a clean-up of the caller still reads then. */
#include "support.h"

#include <stdio.h>

// erase: no, it raises

static int add(int a, int b)
{
    return a + b;
}

static ASYNC int bad(int x)
{
    DEFER
    {
        if (x > 1) {
            RAISE(x, "after the return value");
        }
    }
    return x * 1000;
}

static ASYNC int caller(int x)
{
    int framed = 0, *p = &framed;
    int kept = AWAIT(quiet(x + 4));
    DEFER
    {
        printf("kept %d of %d, framed %d\n", kept, x, *p);
    }
    AWAIT(turn());
    *p = x;
    kept = add(AWAIT(bad(x)), (kept = 0, AWAIT(quiet(1))));
    AWAIT(turn());
    return kept;
}

static ASYNC int test(void)
{
    for (int x = 1; x < 4; x++) {
        async_error error;
        int value = AWAIT_CATCH(caller(x), &error);
        printf("%d %d\n", value, error.code);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
