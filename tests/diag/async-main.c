/* main is called by the C library, which awaits nothing. */
#include <asyncc.h>

ASYNC int main(void) // expect-error: main
{
    AWAIT(async_sleep(1));
    return 0;
}
