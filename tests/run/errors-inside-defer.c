/* An error inside a DEFER ends that DEFER and replaces the value or the error on its way; the other DEFERs still run.
 */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC void fail(const char *message)
{
    AWAIT(turn());
    RAISE(EIO, "%s", message);
}

static ASYNC int value_replaced(void)
{
    DEFER
    {
        puts("first");
    }
    DEFER
    {
        AWAIT(turn());
        RAISE(EPERM, "from the defer");
    }
    DEFER
    {
        puts("third");
    }
    return AWAIT(get(5));
}

static ASYNC int error_replaced(void)
{
    DEFER
    {
        AWAIT(fail("second"));
        puts("not here");
    }
    AWAIT(fail("first"));
    return 1;
}

static ASYNC int caught_inside(void)
{
    DEFER
    {
        async_error error;
        AWAIT_CATCH(fail("inside"), &error);
        printf("caught %s\n", error.message);
    }
    AWAIT(fail("outside"));
    return 1;
}

static ASYNC int jump_replaced(void)
{
    for (int i = 0; i < 3; i++) {
        DEFER
        {
            printf("round %d\n", i);
            if (i == 1)
                AWAIT(fail("in round 1"));
        }
        AWAIT(turn());
        if (i == 0)
            continue;
        break;
    }
    puts("not here");
    return 1;
}

static ASYNC int nested(void)
{
    DEFER
    {
        puts("outer defer");
        DEFER
        {
            puts("defer in a defer");
            AWAIT(turn());
        }
        AWAIT(fail("in the outer"));
    }
    AWAIT(turn());
    return 1;
}

static ASYNC int reraised(void)
{
    DEFER
    {
        if (async_leaving()) {
            async_error copy = *async_leaving();
            copy.code = EBUSY;
            AWAIT(turn());
            RERAISE(&copy);
        }
    }
    AWAIT(fail("to be changed"));
    return 1;
}

typedef ASYNC int function(void);
static function *const functions[] = {value_replaced, error_replaced, caught_inside, jump_replaced, nested, reraised};

static ASYNC int test(void)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        async_error error;
        int x = AWAIT_CATCH(functions[i](), &error);
        printf("%zu: %d %s%s\n", i, x, error.message, error.code == EBUSY ? ", busy" : "");
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
