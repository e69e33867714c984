// flags: -std=gnu89
/* In C of 1989 a call declares what is not declared: so a hidden declaration would be missed without an error. */
#include <asyncc.h>

static double half(_Decimal64 price) // expect-error: decimal type
{
    return price / 2;
}

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return half(x) > 0.5;
}

int main(void)
{
    return async_run(f(2));
}
