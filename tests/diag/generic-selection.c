/* What is selected must be known where an AWAIT depends on it. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int g(int x)
{
    int wide = __builtin_choose_expr((unsigned __int128)1 << 64, x, 2);
    return wide + __builtin_choose_expr((unsigned __int128)1 << 64, AWAIT(f(1)), 2); // expect-error: which of the two
}

int main(void)
{
    return async_run(g(1));
}
