/* DEFER in a statement expression, in macros, and in branches. */
#include "support.h"

#include <stdio.h>

#define WITH_LOCK(x)                                                                                                   \
    ({                                                                                                                 \
        puts("lock");                                                                                                  \
        DEFER                                                                                                          \
        {                                                                                                              \
            AWAIT(turn());                                                                                             \
            puts("unlock");                                                                                            \
        }                                                                                                              \
        x;                                                                                                             \
    })
#define SCOPE_TRACE(name)                                                                                              \
    puts("enter " name);                                                                                               \
    DEFER                                                                                                              \
    {                                                                                                                  \
        puts("leave " name);                                                                                           \
    }

static ASYNC int branches(int n)
{
    SCOPE_TRACE("branches")
    if (n == 1) {
        SCOPE_TRACE("then")
        AWAIT(turn());
    } else {
        SCOPE_TRACE("else")
        return AWAIT(get(n));
    }
    do {
        SCOPE_TRACE("do")
        AWAIT(turn());
    } while (AWAIT(quiet(n--)) > 1);
    return n;
}

static ASYNC int test(void)
{
    printf("%d\n", WITH_LOCK(AWAIT(get(1)) + 1));
    printf("%d\n", WITH_LOCK(WITH_LOCK(AWAIT(get(2)))));
    printf("%d\n", AWAIT(branches(1)));
    printf("%d\n", AWAIT(branches(2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
