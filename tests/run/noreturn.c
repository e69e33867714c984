/* Functions that do not return, ordinary ones, where an ASYNC function of a type would end without a value. */
// status: 4
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

static _Noreturn void die(int code)
{
    printf("die %d\n", code);
    fflush(stdout);
    _Exit(code);
}

static ASYNC int positive(int x)
{
    AWAIT(turn());
    if (x > 0)
        return x;
    die(4);
}

static ASYNC int choose(int x)
{
    switch (AWAIT(quiet(x))) {
    case 1:
        return 10;
    case 2:
        return 20;
    default:
        abort();
    }
}

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(positive(3)), AWAIT(choose(2)));
    printf("%d\n", AWAIT(positive(-3)));
    puts("not here");
    return 0;
}

int main(void)
{
    return async_run(test());
}
