// flags: -Wno-int-conversion -Wno-implicit-function-declaration
/* What Clang takes for an error unless a flag says that it is none. */
#include "support.h"

#include <stdint.h>
#include <stdio.h>

static ASYNC int *pointer(uintptr_t x)
{
    int *p = x;
    AWAIT(turn());
    return p;
}

static ASYNC int test(void)
{
    int x = AWAIT(get(1));
    printf("%d %d %d\n", *AWAIT(pointer((uintptr_t)&x)), defined_below(2), x);
    return 0;
}

int defined_below(int x)
{
    return x + 1;
}

int main(void)
{
    return async_run(test());
}
