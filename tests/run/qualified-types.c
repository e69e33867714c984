/* Where a type is spelled anew, qualifiers stay where they were: on what a typedef of the block or a typeof stands for. */
// flags: -std=gnu89
#include "support.h"

#include <stdio.h>

typedef int *outer;

static ASYNC void typedefs(int *x)
{
    typedef int *pointer;
    typedef const int constant;
    typedef const int constants[2];
    typedef int *pointers[2];
    pointer const *a = &x;
    const pointer *const *b = &a;
    const constant *c = x;
    const constants *d = (const constants *)x;
    pointers both = {x, x + 1};
    const pointers *e = (const pointers *)&both;
    const outer *f = &x;
    AWAIT(turn());
    printf("%d %d %d %d %d %d %d\n", **a, ***b, *c, (*d)[1], *both[0], *(*e)[1], **f);
}

static int zero(void)
{
    return 0;
}

static ASYNC void typeofs(int *x)
{
    int (*function)(void) = zero;
    const __typeof__(x) *a = &x;
    const __typeof__(int) *b = x;
    const __typeof__(const int) *c = x;
    __typeof__(volatile int) *d = x;
    const __typeof__(int (*)(void)) *e = &function;
    int *__restrict *__restrict f = &x;
    AWAIT(turn());
    printf("%d %d %d %d %d %d\n", **a, *b, *c, *d, (*e)(), **f);
}

static ASYNC int test(void)
{
    int x[2] = {1, 20};
    AWAIT(typedefs(x));
    AWAIT(typeofs(x));
    return 0;
}

int main(void)
{
    return async_run(test());
}
