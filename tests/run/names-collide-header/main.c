/* The same as in names-collide-macros.c, from a header. */
#include "support.h"

#include "names.h"

#include <stdio.h>

static ASYNC int copies(int x)
{
    int y = x + head + AWAIT(get(1));
    AWAIT(turn());
    return x + y;
}

static ASYNC int framed(int x)
{
    int *y = &x;
    DEFER {
        AWAIT(turn());
    }
    *y += AWAIT(get(1));
    return x;
}

static ASYNC int mentioned(int x)
{
    x += AWAIT(get(1));
    x += STATUS();
    x += CAST(2.5);
    AWAIT(turn());
    return x;
}

static ASYNC int test(void)
{
    printf("%d %d %d\n", AWAIT(copies(1)), AWAIT(framed(1)), AWAIT(mentioned(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
