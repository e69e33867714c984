/* Pointers to ASYNC functions that come out of arithmetic, choices, blocks and lists of parameters. */
#include "support.h"

#include <stdio.h>

typedef ASYNC int (*function)(int);

struct operations {
    function one, both[2];
    ASYNC int (*apply)(int, function);
    ASYNC int (*call)(ASYNC int (*f)(int), int);
    struct {
        function inner;
        int (*plain)(int);
    };
};

static ASYNC int twice(int x)
{
    AWAIT(turn());
    return 2 * x;
}

static ASYNC int next(int x)
{
    AWAIT(turn());
    return x + 1;
}

static int plain(int x)
{
    return -x;
}

static ASYNC int apply(int x, function f)
{
    return f ? AWAIT(f(x)) + AWAIT((*f)(x)) : 0;
}

static ASYNC int call(ASYNC int (*f)(int), int x)
{
    return AWAIT(f(x));
}

static struct operations designated = {.inner = next, plain, .one = twice, twice, next, .call = call};
static struct operations elided = {twice, twice, next, apply, call, next, plain};

static ASYNC int use(struct operations *o, int choice)
{
    const function table[] = {[1] = twice, [0] = next}, *at = table;
    function local = next, *p = o->both;
    printf("%d\n", AWAIT((*p++)(3)));
    printf("%d\n", AWAIT((*p)(3)));
    printf("%d\n", AWAIT((*--p)(4)));
    printf("%d %d %d\n", AWAIT((*(at + 1))(5)), AWAIT((1 + at)[0](6)), AWAIT(1 [at](7)));
    printf("%d\n", AWAIT(({
               AWAIT(turn());
               o->one;
           })(8)));
    printf("%d\n", AWAIT((local = twice)(9)));
    printf("%d\n", AWAIT((choice ? local : o->one)(10)));
    printf("%d %d\n", AWAIT((local ?: next)(11)), AWAIT(((void)choice, o->inner)(12)));
    printf("%d %d %d\n", AWAIT(elided.apply(13, o->both[1])), AWAIT(o->call(local, 14)), o->plain(15));
    return 0;
}

int main(void)
{
    return async_run(use(&designated, 1)) + async_run(use(&elided, 0));
}
