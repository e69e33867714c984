/* Sizes that are lost, as the parameter is a pointer, must have no effects. */
#include <asyncc.h>

static int count(void);

static ASYNC int outermost(int n, int a[n++]) // expect-error: whether this size is evaluated is up to the compiler
{
    return n + a[0];
}

static ASYNC int of_rows(int n, int a[count()][n], // expect-error: whether this size is evaluated is up to the compiler
                         int b[n + 1])             // no effect
{
    AWAIT(async_yield());
    return a[0][n - 1] + b[n];
}
