#include <asyncc.h>

static inline ASYNC int inline_in_header(int x)
{
    AWAIT(async_yield());
    return x;
}
