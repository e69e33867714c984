/* Inline assembly takes the address of an operand in memory, and that is good after an AWAIT. */
#include "support.h"

#include <stdio.h>

static ASYNC int of_local(void)
{
    int x = 5, *p;
    __asm__("lea %1, %0" : "=r"(p) : "m"(x));
    AWAIT(turn());
    *p = 9;
    __asm__("" : "+m"(x) : : "memory");
    AWAIT(turn());
    return x + *p;
}

static ASYNC int of_element(int i)
{
    long a[3] = {1, 2, 3}, *p;
    __asm__("lea %[from], %[to]" : [to] "=r"(p) : [from] "m"((a[i])));
    AWAIT(turn());
    p[1] += 10;
    AWAIT(turn());
    __asm__("" : "+m"(a) : : "memory");
    return (int)(a[2] + p[0]);
}

#define IN_MEMORY "=" "rm"

static ASYNC int in_loop(void)
{
    int sum = 0;
    for (int i = 0; i < 3; i++) {
        int cell = i, unset, *p;
        __asm__("lea %1, %0" : "=r"(p), "+m"(cell));
        __asm__("movl %1, %0" : IN_MEMORY(unset) : "r"(i));
        AWAIT(turn());
        *p += unset;
        __asm__("" : "+m"(cell) : : "memory");
        AWAIT(turn());
        sum = sum * 10 + cell;
    }
    return sum;
}

/* What lives in registers has no address, and a register of its own only until the AWAIT. */
static ASYNC int in_registers(int x)
{
    int y = x, z = 0;
    {
        register int last __asm__("ecx") = y;
        __asm__("addl %1, %0" : "+r"(z) : "r"(last) : "cc");
        AWAIT(turn());
    }
    return z + y;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(of_local()));
    printf("%d\n", AWAIT(of_element(1)));
    printf("%d\n", AWAIT(in_loop()));
    printf("%d\n", AWAIT(in_registers(4)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
