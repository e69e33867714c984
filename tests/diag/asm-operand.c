/* An AWAIT cannot be an operand of asm, nor can asm jump. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int async_main(void)
{
    int x = 1;
    __asm__("# %0 %1" : "+r"(x) : "r"(AWAIT(f(1)))); // expect-error: asm
    return x;
}

int main(void)
{
    return async_run(async_main());
}
