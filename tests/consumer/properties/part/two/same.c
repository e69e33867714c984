/* same.c - has a name that another file has too, and definitions of its own. */
#include "beside.h"
#include <asyncc.h>

ASYNC int two(void)
{
    AWAIT(async_yield());
    return sizeof WORDS == 4 ? BESIDE + ONLY_TWO : -1;
}
