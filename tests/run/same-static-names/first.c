/* Its static ASYNC functions are named as those of second.c. */
#include "names.h"

#include "support.h"

static int calls;

static ASYNC int work(int x)
{
    AWAIT(turn());
    calls++;
    return x + 1;
}

static ASYNC int helper(int x)
{
    return AWAIT(work(x)) * 10;
}

ASYNC int first(int x)
{
    return AWAIT(helper(x)) + calls;
}
