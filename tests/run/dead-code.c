/* AWAITs that are never reached: after a return, under a constant false, in a loop that never runs. */
#include "support.h"

#include <stdio.h>

static ASYNC int f(int x)
{
    return x;
    AWAIT(get(9));
}

static ASYNC int g(void)
{
    for (;;) {
        AWAIT(turn());
        return 4;
        AWAIT(get(9));
    }
    AWAIT(get(9));
    return 5;
}

static ASYNC int test(void)
{
    if (0) {
        AWAIT(get(9));
    }
    while (0) {
        AWAIT(get(9));
    }
    for (; 0; AWAIT(get(9)))
        AWAIT(get(9));
    (void)(0 && AWAIT(get(9)));
    (void)(1 || AWAIT(get(9)));
    (void)(1 ? 0 : AWAIT(get(9)));
    (void)(0 ? AWAIT(get(9)) : 0);
    switch (1) {
        AWAIT(get(9));
    case 1:
        break;
        AWAIT(get(9));
    }
    printf("%d %d\n", AWAIT(f(3)), AWAIT(g()));
    goto out;
    AWAIT(get(9));
out:
    return 0;
}

int main(void)
{
    return async_run(test());
}
