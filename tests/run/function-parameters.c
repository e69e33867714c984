// erase: no, C leaves open what async C fixes
/* Parameters written as functions are pointers: they are assigned to, and read before an AWAIT that does so. */
#include "support.h"

#include <stdio.h>

typedef int function(int);
typedef ASYNC int operation(int);

static int next(int x)
{
    return x + 1;
}

static int twice(int x)
{
    return x * 2;
}

static ASYNC int slow_next(int x)
{
    return AWAIT(quiet(x)) + 1;
}

static ASYNC int slow_twice(int x)
{
    return AWAIT(quiet(x)) * 2;
}

static ASYNC int set(function **to, function *from)
{
    AWAIT(turn());
    *to = from;
    return 3;
}

static ASYNC int call(int f(int), function g, operation h, ASYNC int k(int))
{
    int before = f(AWAIT(quiet((f = twice, 3)))), after = f(3);
    printf("%d %d\n", before, after);
    before = g(AWAIT(set(&g, twice)));
    printf("%d %d\n", before, g(3));
    before = AWAIT(h(AWAIT(quiet((h = slow_twice, 3)))));
    printf("%d %d\n", before, AWAIT(h(3)));
    k = AWAIT(quiet(1)) ? slow_next : k;
    return (AWAIT(quiet(1)) ? f : g)(5) * 100 + (*f)(AWAIT(quiet(6))) + AWAIT(k(0));
}

static ASYNC void async_main(void)
{
    printf("%d\n", AWAIT(call(next, next, slow_next, slow_twice)));
}

int main(void)
{
    async_run(async_main());
    return 0;
}
