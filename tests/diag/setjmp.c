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

#define TWICE __attribute__((__returns_twice__))

int checkpoint(void) __attribute__((noinline, returns_twice));
TWICE int checkpoint_too(void);

static ASYNC int h(int x)
{
    int (*pointer)(void) = checkpoint; // expect-error: returns twice
    if (pointer() || checkpoint_too()) { // expect-error: returns twice
        return 1;
    }
    AWAIT(async_yield());
    return x;
}

static ASYNC int without_await(void)
{
    return checkpoint();
}

int main(void)
{
    return async_run(f(0)) + async_run(g(0)) + async_run(h(0)) + async_run(without_await());
}
