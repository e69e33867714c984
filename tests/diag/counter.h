#define NEXT_ID __COUNTER__
#define GLUE_NOW(a, b) a##b
#define GLUE(a, b) GLUE_NOW(a, b)
#define SKIP_ID(x) ((x) + GLUE(__COUN, TER__))

#include <asyncc.h>

static inline ASYNC int inline_counter(int x)
{
    AWAIT(async_yield());
    return x + __COUNTER__;
}
