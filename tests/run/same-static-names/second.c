/* Its static ASYNC functions are named as those of first.c, with other types; one is static by way of a
 * macro. */
#include "names.h"

#include "support.h"

#define LOCAL static

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

LOCAL ASYNC double helper(void)
{
    return AWAIT(work(5, 100)).x;
}

ASYNC double second(void)
{
    return AWAIT(helper()) + calls;
}
