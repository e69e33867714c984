/* RERAISE passes a caught error on; errors are values that are copied like any struct. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static ASYNC int fail(int code)
{
    AWAIT(turn());
    RAISE(code, "original");
}

static ASYNC int filter(int code)
{
    async_error error;
    int x = AWAIT_CATCH(fail(code), &error);
    if (error.code == ENOENT) {
        return -1;
    }
    AWAIT(turn());
    if (error.code)
        RERAISE(&error);
    return x;
}

static ASYNC int rewrite(void)
{
    async_error first;
    AWAIT_CATCH(filter(EPERM), &first);
    async_error copy = first;
    memset(&first, 0, sizeof first);
    copy.code = EBUSY;
    AWAIT(turn());
    RERAISE(&copy);
}

/* Of none, which is an error by itself: caught with code 0, or a clean-up's where nothing went wrong. */
static ASYNC int none_caught(void)
{
    async_error error;
    AWAIT_CATCH(turn(), &error);
    RERAISE(&error);
}

static ASYNC int none_leaving(void)
{
    DEFER {
        AWAIT(turn());
        RERAISE(async_leaving());
    }
    return AWAIT(quiet(3));
}

static ASYNC int test(void)
{
    async_error error;
    printf("%d", AWAIT_CATCH(filter(ENOENT), &error));
    printf(" %d\n", error.code);
    AWAIT_CATCH(filter(EPERM), &error);
    printf("%d %s\n", error.code == EPERM, error.message);
    AWAIT_CATCH(rewrite(), &error);
    printf("%d %s\n", error.code == EBUSY, error.message);
    AWAIT_CATCH(none_caught(), &error);
    printf("%d %s\n", error.code == EINVAL, error.message);
    AWAIT_CATCH(none_leaving(), &error);
    printf("%d %s\n", error.code == EINVAL, error.message);
    return 0;
}

int main(void)
{
    return async_run(test());
}
