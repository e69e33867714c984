/* Inline assembly that jumps: asyncc cannot see where it goes. */
#include <asyncc.h>

#define JUMP(label) __asm__ volatile goto("" : : : : label)

static ASYNC int jumps(int x)
{
    AWAIT(async_yield());
    asm goto("" : : : : there); // expect-error: asm goto
    x++;
there:
    return x;
}

static ASYNC int by_macro(int x)
{
    JUMP(there); // expect-error: asm goto
    x++;
there:
    AWAIT(async_yield());
    return x;
}

static int ordinary(int x)
{
    asm goto("" : : : : there);
    x++;
there:
    return x;
}

int main(void)
{
    return async_run(jumps(1)) + async_run(by_macro(2)) + ordinary(3);
}
