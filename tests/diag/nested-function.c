/* GNU nested functions, which Clang does not know. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    int nested(int y) // expect-error@+1: function definition
    {
        return x + y;
    }
    AWAIT(async_yield());
    return x;
}

int main(void)
{
    return async_run(f(0));
}
