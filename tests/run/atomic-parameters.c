/* Parameters of atomic types, numbers, pointers and structs, of functions with frames and without. */
#include "support.h"

#include <stdio.h>

struct pair {
    int a, b;
};

static ASYNC int copied(_Atomic int n, _Atomic(int *) p, _Atomic(struct pair) pair, _Atomic _Bool yes)
{
    AWAIT(turn());
    n += AWAIT(quiet(1));
    struct pair plain = pair;
    return n * 1000 + *p * 100 + plain.b * 10 + yes;
}

static ASYNC int framed(_Atomic(struct pair) pair, _Atomic int n)
{
    _Atomic int *p = &n;
    struct pair plain = pair;
    AWAIT(turn());
    *p += AWAIT(quiet(plain.a));
    pair = (struct pair){n, AWAIT(quiet(2))};
    plain = pair;
    return plain.a * 10 + plain.b;
}

static ASYNC void async_main(void)
{
    int x = 3;
    printf("%d\n", AWAIT(copied(1, &x, (struct pair){4, AWAIT(quiet(5))}, AWAIT(quiet(6)))));
    printf("%d\n", AWAIT(framed((struct pair){4, 5}, AWAIT(quiet(7)))));
}

int main(void)
{
    async_run(async_main());
}
