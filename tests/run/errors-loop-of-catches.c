/* Retrying: errors caught in loops, in conditions, a thousand times, with other calls between. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static int attempts;

static ASYNC int unsteady(int works_at)
{
    AWAIT(turn());
    if (++attempts < works_at)
        RAISE(EAGAIN, "attempt %d", attempts);
    return attempts;
}

static ASYNC int patient(int n)
{
    async_error error;
    int x;
    attempts = 0;
    while (x = AWAIT_CATCH(unsteady(n), &error), error.code) {
        if (error.code != EAGAIN) {
            RERAISE(&error);
        }
        AWAIT(quiet(x));
    }
    return x;
}

static ASYNC int first_that_works(const int *places, int n)
{
    for (int i = 0; i < n; i++) {
        async_error error;
        attempts = 10;
        int x = AWAIT_CATCH(unsteady(places[i]), &error);
        if (error.code) {
            printf("%d: %s\n", i, error.message);
            continue;
        }
        return x;
    }
    RAISE(ENOENT, "none of %d", n);
}

static ASYNC int test(void)
{
    async_error error;
    printf("%d\n", AWAIT(patient(1)));
    printf("%d\n", AWAIT(patient(1000)));
    printf("%d\n", AWAIT(first_that_works((int[]){20, 30, 5}, 3)));
    AWAIT_CATCH(first_that_works((int[]){20, 30}, 2), &error);
    puts(error.message);
    return 0;
}

int main(void)
{
    return async_run(test());
}
