#ifndef HEADER_DEFINITION_H
#define HEADER_DEFINITION_H

#include <asyncc.h>

static inline ASYNC int fine(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int only_static(int x)
{
    return AWAIT(fine(x));
}

ASYNC int external(int x)
{
    return AWAIT(fine(x));
}

#endif
