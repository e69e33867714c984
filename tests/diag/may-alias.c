/* A type that only the attribute of one variable makes cannot be written again. */
#include <asyncc.h>

typedef int __attribute__((__may_alias__)) any_int;

static ASYNC int bits_of(float *f, int __attribute__((may_alias)) *parameter) // expect-error: 'parameter' points to
{
    int __attribute__((__may_alias__)) *bits = (int *)f; // expect-error: what 'bits' points to may alias
    any_int *named = (any_int *)f;
    AWAIT(async_yield());
    return *bits + *named + *parameter;
}

int main(void)
{
    float f = 1;
    return async_run(bits_of(&f, (int *)&f));
}
