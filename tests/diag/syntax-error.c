/* What Clang refuses is refused with Clang's words. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    int y = AWAIT(f(x)) // expect-error: expected ';'
    return y;
}

int main(void)
{
    return async_run(f(0));
}
