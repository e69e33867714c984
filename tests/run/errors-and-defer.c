/* DEFERs and cleanups run on the way of an error, once, the last first, and may await. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}
#define SCOPED __attribute__((cleanup(leave))) int

static ASYNC int fail(int n)
{
    SCOPED a = n;
    DEFER
    {
        puts("fail's defer");
        AWAIT(get(n + 1));
    }
    if (n > 1) {
        SCOPED b = n * 10;
        AWAIT(turn());
        RAISE(EIO, "number %d", n);
    }
    AWAIT(turn());
    return n;
}

static ASYNC int outer(int n)
{
    DEFER
    {
        puts("outer's first");
    }
    for (int i = 0; i < 4; i++) {
        DEFER
        {
            printf("round %d\n", i);
            AWAIT(turn());
        }
        int x = AWAIT(fail(i));
        DEFER
        {
            printf("not after an error %d\n", x);
        }
    }
    DEFER
    {
        puts("never reached");
    }
    return n;
}

static ASYNC int test(void)
{
    async_error error;
    AWAIT_CATCH(outer(5), &error);
    printf("%s\n", error.message);
    return 0;
}

int main(void)
{
    return async_run(test());
}
