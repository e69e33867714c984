/* Local labels of one name. */
#include <asyncc.h>

static ASYNC int twice(int x)
{
    {
        __label__ again;
    again:
        AWAIT(async_yield());
        if (x++ < 3) {
            goto again;
        }
    }
    {
        __label__ again;
    again: // expect-error: another label of this ASYNC function is called 'again'
        AWAIT(async_yield());
        if (x++ < 6) {
            goto again;
        }
    }
    return x;
}

static ASYNC int once(int x)
{
    __label__ again;
again:
    AWAIT(async_yield());
    if (x++ < 3) {
        goto again;
    }
    return x;
}

int main(void)
{
    return async_run(twice(1)) + async_run(once(1));
}
