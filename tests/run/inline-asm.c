/* asm statements with operands that live across AWAITs. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int x = AWAIT(get(1)), y = 2;
    __asm__("" : "+r"(x));
    AWAIT(turn());
    __asm__ volatile("" : "=r"(y) : "0"(x + 4) : "memory");
    AWAIT(turn());
    int z = AWAIT(get(3));
    __asm__("# %0 %1" : "+m"(z) : "r"(y));
    AWAIT(turn());
    printf("%d %d %d\n", x, y, z);
    return 0;
}

int main(void)
{
    return async_run(test());
}
