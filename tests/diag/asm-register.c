/* A variable in a register that it names. */
#include <asyncc.h>

static ASYNC int across(void)
{
    register int x __asm__("r12") = 1; // expect-error: register of its own
    AWAIT(async_yield());
    __asm__("" : "+r"(x));
    return x;
}

static ASYNC int between(void)
{
    AWAIT(async_yield());
    register int x __asm__("r12") = 1;
    __asm__("" : "+r"(x));
    int kept = x;
    AWAIT(async_yield());
    return kept;
}

int main(void)
{
    return async_run(across()) + async_run(between());
}
