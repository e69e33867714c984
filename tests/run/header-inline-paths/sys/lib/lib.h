#pragma once
#include "support.h"

#include "detail.h"

static inline ASYNC int lib_get(int x)
{
    AWAIT(turn());
    return DETAIL(x);
}
