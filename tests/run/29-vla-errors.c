/* Arrays of variable size in blocks that are left by errors and cancellations, and one that no memory is enough for. */
#include "support.h"

#include <errno.h>
#include <stdio.h>

// erase: no, it raises

static ASYNC int fails(int n)
{
    AWAIT(turn());
    if (n > 2) {
        RAISE(n, "no more than 2");
    }
    return n;
}

static ASYNC int nested(int n)
{
    int outer[n];
    outer[n - 1] = n;
    DEFER
    {
        AWAIT(turn());
        printf("outer %d %d\n", outer[n - 1], async_leaving() ? async_leaving()->code : 0);
    }
    for (int i = 1; i <= n; i++) {
        int inner[i][n];
        inner[i - 1][n - 1] = AWAIT(fails(i));
        outer[n - 1] += inner[i - 1][n - 1];
        if (i == 4) {
            RAISE(99, "four");
        }
    }
    return outer[n - 1];
}

static ASYNC int waits(int n)
{
    long a[n];
    a[0] = 7;
    AWAIT(async_sleep(1000));
    return (int)a[0];
}

static ASYNC void many(unsigned long n)
{
    DEFER
    {
        puts("after");
    }
    char small[10 * n];
    small[0] = 's';
    AWAIT(turn());
    char large[n << 62];
    AWAIT(turn());
    large[0] = small[0];
    printf("%c\n", large[0]);
}

static ASYNC int test(void)
{
    async_error error;
    printf("%d\n", AWAIT(nested(2)));
    int value = AWAIT_CATCH(nested(5), &error);
    printf("%d %d %s\n", value, error.code, error.message);
    FUTURE(int) f = SPAWN(waits(3));
    AWAIT(async_sleep(1));
    async_cancel(f);
    value = AWAIT_CATCH(async_join(f), &error);
    printf("%d %d\n", value, error.code == ECANCELED);
    AWAIT_CATCH(many(3), &error);
    printf("%d\n", error.code == ENOMEM);
    return 0;
}

int main(void)
{
    return async_run(test());
}
