/* An AWAIT_CATCH whose error nobody looks at swallows cancellations. */
#include <asyncc.h>
#include <errno.h>

static ASYNC int f(async_error *given)
{
    async_error unread, read, copied, passed, several, cast;
    static async_error kept;
    int n = AWAIT_CATCH(f(&read), &unread); // expect-warning: nothing looks at 'unread'
    n += AWAIT_CATCH(f(given), &read);
    if (read.code == ECANCELED) {
        RERAISE(&read);
    }
    n += AWAIT_CATCH(f(given), &copied);
    *given = copied;
    n += AWAIT_CATCH(f(&passed), &passed);
    for (int i = 0; i < 3; i++) {
        n += AWAIT_CATCH(f(given), (&several)); // expect-warning: nothing looks at 'several'
    }
    n += AWAIT_CATCH(f(given), &several);
    n += AWAIT_CATCH(f(given), &cast);
    (void)cast;
    n += AWAIT_CATCH(f(given), &kept);
    n += AWAIT_CATCH(f(given), given);
    return n;
}

int main(void)
{
    async_error error;
    return async_run(f(&error));
}
