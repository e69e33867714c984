/* Macros with parameters that are undefined further down, as X-macros are, and end with what cannot be called. */
#include "support.h"
#include <stdio.h>

static ASYNC int f_one(int x)
{
    return AWAIT(quiet(x));
}

static ASYNC int f_two(int x)
{
    return AWAIT(quiet(x)) * 2;
}

#define ITEM(n, name, ...) [n - 1] = f_##name,
#define CASE(n)                                                                                                        \
    case n:                                                                                                            \
        x += AWAIT(quiet(n));
#define PLUS(n) n +
#define NEG(n) -
#define SEMI(n) n;
#define NONE()
#define OPEN(x) x (

static ASYNC int (*const table[])(int) = {ITEM(1, one) ITEM(2, two)};

static ASYNC int in_statements(int x)
{
    int y = 3, *p = &y;
    switch (x) {
        CASE(1)
        CASE(2)
        break;
    }
    y += PLUS(y) AWAIT(quiet(1));
    y += PLUS(AWAIT(quiet(2))) PLUS(y) 1;
    y += NEG(y) AWAIT(quiet(2)) + NEG(3) *p;
    SEMI(x = AWAIT(quiet(x))) SEMI(y++)
    NONE() AWAIT(turn());
    y += OPEN(note) AWAIT(quiet(3)));
    y += OPEN(note) y);
    return x * 100 + y;
}

#undef ITEM
#undef CASE
#undef PLUS
#undef NEG
#undef SEMI
#undef NONE
#undef OPEN

int main(void)
{
    printf("%d %d\n", async_run(table[0](3)), async_run(table[1](3)));
    printf("%d\n", async_run(in_statements(1)));
    return 0;
}
