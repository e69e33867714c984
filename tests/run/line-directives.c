/* The user's own #line: __LINE__ and __FILE__ follow it. */
#include "support.h"

#include <stdio.h>

static ASYNC int before(void)
{
    AWAIT(turn());
    return __LINE__;
}

#line 500 "renamed.y"
static ASYNC int after(void)
{
    AWAIT(turn());
    printf("%s\n", __FILE__);
    return AWAIT(quiet(__LINE__));
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(before()));
    printf("%d\n", AWAIT(after()));
#line 700
    AWAIT(turn());
    printf("%s %d\n", __FILE__, __LINE__);
    return 0;
}

int main(void)
{
    return async_run(test());
}
