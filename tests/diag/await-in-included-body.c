/* What is included is not rewritten, also in the middle of a body. */
#include <asyncc.h>

static ASYNC int f(int x)
{
#include "await-in-included-body.inc" // expect-error: include
    return x;
}

int main(void)
{
    return async_run(f(0));
}
