/* An error ends each function it passes, at the AWAIT, whether or not anything has suspended before. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC int bottom(int n)
{
    if (n % 2) {
        AWAIT(turn());
    }
    if (n > 1)
        RAISE(ENOENT, "bottom of %d", n);
    puts("bottom goes on");
    return n;
}

static ASYNC int middle(int n)
{
    int x = AWAIT(bottom(n)) + 100;
    puts("middle goes on");
    return x;
}

static ASYNC void top(int n)
{
    async_error error;
    int x = AWAIT_CATCH(middle(n), &error);
    printf("%d: %d %d '%s'\n", n, x, error.code == ENOENT, error.message);
}

static ASYNC int test(void)
{
    for (int i = 0; i < 4; i++) {
        AWAIT(top(i));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
