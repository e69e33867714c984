/* An undeclared name takes the whole initialiser out of the syntax tree, AWAIT included: no output may come of it. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    int y = AWAIT(f(x)) + undeclared; // expect-error: undeclared
    struct pair { int a; } q;
    q.missing = AWAIT(f(y)); // expect-error: no member
    return y;
}

int main(void)
{
    return async_run(f(0));
}
