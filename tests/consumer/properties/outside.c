#include <asyncc.h>

ASYNC int outside(void)
{
    AWAIT(async_yield());
    return 64;
}
