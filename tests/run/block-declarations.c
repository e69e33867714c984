/* What AWAIT_WITH declares, with commas in its braces. */
// erase: no, blocks
#include "support.h"

#include <errno.h>
#include <stdio.h>

struct pair {
    int a, b;
};

static ASYNC void leave(const struct pair *pair, const char *name)
{
    AWAIT(turn());
    printf("leave %s: %d %d\n", name, pair->a, pair->b);
}

static ASYNC void leave_all(const int *items, int count)
{
    AWAIT(turn());
    for (int i = 0; i < count; i++) {
        printf("%d%s", items[i], i + 1 < count ? ", " : "\n");
    }
}

#define PAIR(x, y)                                                                                                     \
    {                                                                                                                  \
        x, y                                                                                                           \
    }
#define WITH_PAIR(name, x) AWAIT_WITH(struct pair name = PAIR(x, AWAIT(quiet((x) + 1))), leave(&name, #name))

static ASYNC int work(int n)
{
    int sum = 0;
    AWAIT_WITH(struct pair pair = {1, 2}, leave(&pair, "pair"))
    {
        pair.a += AWAIT(quiet(n));
        sum += pair.a;
    }
    AWAIT_WITH(int items[2][2] = {{1, 2}, {[1] = AWAIT(quiet(4))}}, leave_all(items[0], 4))
    {
        items[1][0] = n;
        if (n == 1) {
            RAISE(EDOM, "n is 1");
        }
    }
    AWAIT_WITH(struct pair *pointer = &(struct pair){5, 6}, leave(pointer, "literal"))
    {
        pointer->b = AWAIT(quiet(8));
        if (n == 2) {
            return pointer->b;
        }
    }
    WITH_PAIR(one, n)
    {
        WITH_PAIR(two, n + 10)
        {
            sum += one.b + two.b;
        }
    }
    return sum;
}

static ASYNC int async_main(void)
{
    for (int n = 0; n < 4; n++) {
        async_error error;
        int sum = AWAIT_CATCH(work(n), &error);
        printf("%d: %d, %d\n", n, sum, error.code == EDOM);
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
