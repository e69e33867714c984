/* ASYNC among the other words of a declaration, in any order. */
#include "support.h"

#include <stdio.h>

static inline ASYNC int inlined(int x)
{
    AWAIT(turn());
    return x + 1;
}

ASYNC static int turned_round(int x)
{
    AWAIT(turn());
    return x + 2;
}

static __attribute__((noinline, cold)) ASYNC int with_attributes(int x)
{
    AWAIT(turn());
    return x + 3;
}

static ASYNC __attribute__((always_inline)) inline int always(int x)
{
    AWAIT(turn());
    return x + 4;
}

static ASYNC int trailing(int x) __attribute__((warn_unused_result));

static ASYNC int trailing(int x)
{
    AWAIT(turn());
    return x + 5;
}

ASYNC int external(int x);
extern ASYNC int external(int x);

ASYNC int external(int x)
{
    AWAIT(turn());
    return x + 6;
}

static ASYNC unsigned long int long static_in_the_middle(void)
{
    AWAIT(turn());
    return 7;
}

int ASYNC static after_the_type(int(x))
{
    AWAIT(turn());
    return x + 7;
}

static ASYNC int on_its_own_line(int x,
                                 /* a comment */ const int y // and another
)
{
    AWAIT(turn());
    return x + y;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(inlined(1)) + AWAIT(turned_round(1)) + AWAIT(with_attributes(1)) + AWAIT(always(1)));
    printf("%d %d %llu\n", AWAIT(trailing(1)), AWAIT(external(1)), AWAIT(static_in_the_middle()));
    printf("%d %d\n", AWAIT(on_its_own_line(3, 4)), AWAIT(after_the_type(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
