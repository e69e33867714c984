#include <asyncc.h>

static inline ASYNC int depth(void)
{
    AWAIT(async_yield());
    return __INCLUDE_LEVEL__;
}

static inline ASYNC int unused_depth(void)
{
    AWAIT(async_yield());
    return __INCLUDE_LEVEL__;
}
