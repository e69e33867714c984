/* A declaration that only GCC can read is missed where something ASYNC needs it, and then refused. */
#include <asyncc.h>

typedef _Decimal64 price; // expect-error: decimal type

struct item {
    price price;
};

static ASYNC int f(struct item *item)
{
    AWAIT(async_yield());
    return item->price != 0;
}

int main(void)
{
    return async_run(f(0));
}
