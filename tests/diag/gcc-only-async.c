/* A declaration that only GCC can read, of something ASYNC: it would have to change. */
#include <asyncc.h>

ASYNC typedef int operation(int);

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

struct entry {
    operation *run;
    _Decimal64 price; // expect-error: decimal type
};

ASYNC int g(_Decimal64 x); // expect-error: decimal type

int missing = undeclared; // expect-error: undeclared

int main(void)
{
    return async_run(f(1));
}
