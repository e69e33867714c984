/* The functions that the linker takes instead. */
#include <asyncc.h>

ASYNC int behind(int x)
{
    return x + 10;
}

ASYNC int in_front(int x)
{
    return x + 20;
}

ASYNC int test(void);

int main(void)
{
    return async_run(test());
}
