/* AWAIT_CATCH catches the errors of its call, not those of its arguments. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC int fail(int code)
{
    AWAIT(turn());
    RAISE(code, "code %d", code);
}

static ASYNC int same(int x)
{
    puts("not here");
    return x;
}

static ASYNC int nested(int how)
{
    async_error inner = {.code = -1};
    int x =
        how ? AWAIT_CATCH(same(AWAIT(fail(2))), &inner) : AWAIT_CATCH(quiet(AWAIT_CATCH(fail(3), &inner) + 7), &inner);
    printf("inner %d\n", inner.code);
    return x;
}

static ASYNC int test(void)
{
    async_error error;
    int x = AWAIT_CATCH(nested(0), &error);
    printf("%d %d\n", x, error.code);
    x = AWAIT_CATCH(nested(1), &error);
    printf("%d %d %s\n", x, error.code, error.message);
    async_error errors[3];
    int i = 0;
    AWAIT_CATCH(fail(10 + i), &errors[i]);
    i++;
    AWAIT_CATCH(fail(10 + i), &errors[i++]);
    AWAIT_CATCH(quiet(10 + i), errors + i);
    printf("%d %d %d, i = %d\n", errors[0].code, errors[1].code, errors[2].code, i);
    return 0;
}

int main(void)
{
    return async_run(test());
}
