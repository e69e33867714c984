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
    int a[3] = {1, 2, 3}, i = 0;
    __asm__("" : "=r"(x) : "0"(AWAIT(get(4)) + i));
    if (AWAIT(get(1)))
        __asm__ volatile("" : "+r"(a[AWAIT(get(2))]), "+m"(a[i]) : "r"(a), "r"(AWAIT(get(5))) : "memory");
    AWAIT(turn());
    y = ({
        int value;
        __asm__("" : "=r"(value) : "0"(a[AWAIT(get(i + 1))] * 10));
        value;
    });
    printf("%d %d %d %d\n", x, a[2], a[0], y);
    return 0;
}

int main(void)
{
    return async_run(test());
}
