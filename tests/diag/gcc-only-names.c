/* The body mentions names of things that are ASYNC: it would have to change. */
#include <asyncc.h>

struct operations {
    ASYNC int (*handler)(int);
};

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static int field(struct operations *o)
{
    auto int later(int); // expect-error: storage class
    return o->handler != 0;
}

int main(void)
{
    return async_run(f(1)) + field(0);
}
