/* GNU's empty structs and zero-length arrays. */
#include "support.h"

#include <stdio.h>

struct empty {
};

struct tail {
    int n;
    int items[0];
};

static ASYNC struct empty empty(struct empty e)
{
    AWAIT(turn());
    return e;
}

static ASYNC int test(void)
{
    struct empty e = AWAIT(empty((struct empty){}));
    struct empty *p = &e;
    int before = 5;
    struct tail tail = {AWAIT(get(3))};
    int none[0];
    AWAIT(turn());
    *p = AWAIT(empty(e));
    printf("%zu %d %d %zu\n", sizeof e, before, tail.n, sizeof none);
    return 0;
}

int main(void)
{
    return async_run(test());
}
