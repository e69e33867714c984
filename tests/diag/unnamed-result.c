/* What is called by others must have a type that they can name. */
#include <asyncc.h>

static ASYNC struct { int a; } fetch(void) // expect-error: type without a name
{
    AWAIT(async_yield());
    return (__typeof__(fetch())){0};
}

int main(void)
{
    return async_run(fetch()).a;
}
