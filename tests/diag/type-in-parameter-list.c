/* A type that is declared in the list of parameters cannot be said again. */
#include <asyncc.h>

static ASYNC int tagged(struct inner { int x; } *p) // expect-error: declared in the list
{
    AWAIT(async_yield());
    return p->x;
}

static ASYNC int unnamed(struct { int x; } *p, int y) // expect-error: declared in the list
{
    AWAIT(async_yield());
    return p->x + y;
}

static ASYNC int enumerated(enum { A = 3 } e) // expect-error: declared in the list
{
    AWAIT(async_yield());
    return (int)e + A;
}

int main(void)
{
    return async_run(tagged(0)) + async_run(unnamed(0, 1)) + async_run(enumerated(3));
}
