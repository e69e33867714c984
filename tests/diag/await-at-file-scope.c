/* AWAIT cannot initialise what lives outside of functions, nor what is static. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    return x;
}

int global = AWAIT(f(1)); // expect-error: constant|outside|file scope

int main(void)
{
    return async_run(f(global));
}
