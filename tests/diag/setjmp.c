/* A jump back to a C stack that is gone. */
#include <asyncc.h>
#include <setjmp.h>
#include <ucontext.h>

static jmp_buf buffer;

static ASYNC int f(int x)
{
    if (setjmp(buffer)) { // expect-error: setjmp
        return 1;
    }
    AWAIT(async_yield());
    return x;
}

static ASYNC int g(int x)
{
    ucontext_t saved;
    getcontext(&saved); // expect-error: context
    AWAIT(async_yield());
    return x;
}

int main(void)
{
    return async_run(f(0)) + async_run(g(0));
}
