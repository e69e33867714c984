#pragma once

#include "support.h"
#include "values.h"

struct once_state {
    int value;
};

static inline ASYNC int once(int x)
{
    struct once_state state = {ONCE_VALUE};
    state.value += AWAIT(quiet(x));
    return state.value;
}
