#include <asyncc.h>

#if __STDC_VERSION__ <= 201710L
#error "the compile feature c_std_23 is missing"
#endif

static ASYNC int inside(void)
{
    AWAIT(async_yield());
    return 128;
}

int library(void)
{
    return async_run(inside());
}
