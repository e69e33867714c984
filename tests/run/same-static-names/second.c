/* Its static ASYNC functions are named as those of first.c, with other types. */
#include "names.h"

#include "support.h"

static int calls;

struct work {
    double x;
};

static ASYNC struct work work(double x, int n)
{
    AWAIT(turn());
    calls += n;
    return (struct work){x / 2};
}

static ASYNC double helper(void)
{
    return AWAIT(work(5, 100)).x;
}

ASYNC double second(void)
{
    return AWAIT(helper()) + calls;
}
