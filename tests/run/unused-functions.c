/* ASYNC functions that nothing calls draw the warnings that ordinary ones would, and no others. */
#include "support.h"

#include <stdio.h>

static ASYNC int unused_but_marked(int x) __attribute__((unused));

static ASYNC int unused_but_marked(int x)
{
    AWAIT(turn());
    return AWAIT(get(x));
}

static inline ASYNC int unused_inline(int x)
{
    return AWAIT(get(x));
}

ASYNC int external_and_unused(int x);

ASYNC int external_and_unused(int x)
{
    return AWAIT(get(x));
}

static ASYNC void empty(void)
{
}

static ASYNC int test(void)
{
    AWAIT(empty());
    (void)sizeof AWAIT(get(1));
    puts("end");
    return 0;
}

int main(void)
{
    return async_run(test());
}
