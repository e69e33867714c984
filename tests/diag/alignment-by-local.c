/* An alignment that only has a meaning inside of the function. */
#include <asyncc.h>

static ASYNC int async_main(void)
{
    enum { wide = 32 };
    long x = 1;
    _Alignas(wide) char a = 1;                   // expect-error: alignment of 'a' is said by 'wide'
    char b __attribute__((aligned(sizeof(x)))) = 2; // expect-error: alignment of 'b' is said by the local 'x'
    AWAIT(async_yield());
    return a + b;
}

int main(void)
{
    return async_run(async_main());
}
