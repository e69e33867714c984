/* In the time of an AWAIT_TIMEOUT, its name is that of the new limit already: an outer one cannot be meant. */
#include <asyncc.h>

#define EARLIER(t) (async_timeout_when(t) - 1)
#define LIMIT limit

static ASYNC double rest(async_timeout *limit)
{
    AWAIT(async_yield());
    return async_timeout_when(limit);
}

static ASYNC void f(int t)
{
    AWAIT_TIMEOUT(t, t ? 1 : 2) { // expect-error: 't' is the time limit itself
        AWAIT(async_sleep(1));
    }
    AWAIT_TIMEOUT(limit, t ? 1 : 2) {
        AWAIT_TIMEOUT_AT(limit, async_timeout_when(limit)) { // expect-error: 'limit' is the time limit itself
            AWAIT(async_sleep(1));
        }
        AWAIT_TIMEOUT_AT(limit, EARLIER(LIMIT)) { // expect-error: 'limit' is the time limit itself
            AWAIT(async_sleep(1));
        }
        AWAIT_TIMEOUT_AT(limit, AWAIT(rest(limit))) { // expect-error: 'limit' is the time limit itself
            AWAIT(async_sleep(1));
        }
        AWAIT_TIMEOUT_AT(other, EARLIER(limit)) {
            AWAIT_TIMEOUT(limit, 2) {
                AWAIT(async_sleep(1));
            }
        }
    }
}

int main(void)
{
    async_run(f(1));
}
