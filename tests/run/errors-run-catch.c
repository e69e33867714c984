/* async_run_catch gives the error to main, and a zero value. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC int half(int n)
{
    AWAIT(turn());
    if (n % 2)
        RAISE(EDOM, "%d is odd", n);
    return n / 2;
}

static ASYNC void check(int n)
{
    printf("%d\n", AWAIT(half(n)));
}

int main(void)
{
    async_error error;
    int x = async_run_catch(half(8), &error);
    printf("%d %d\n", x, error.code);
    x = async_run_catch(half(7), &error);
    printf("%d %d %s\n", x, error.code == EDOM, error.message);
    async_run_catch(check(6), &error);
    printf("%d\n", error.code);
    async_run_catch(check(5), &error);
    printf("%s\n", error.message);
    return async_run(half(0));
}
