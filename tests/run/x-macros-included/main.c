/* A file with a list, included for names, ASYNC functions, tables of them, and statements of an ordinary function. */
#include "support.h"

#include <stdio.h>

enum {
#define ITEM(n, name, ...) E_##name,
#include "items.inc"
};

#define ITEM(n, name, ...)                                                                                             \
    static inline ASYNC int f_##name(int x)                                                                            \
    {                                                                                                                  \
        return AWAIT(quiet(x)) * n + E_##name;                                                                         \
    }
#include "items.inc"

static ASYNC int g_one(int x)
{
    return AWAIT(quiet(x));
}

static ASYNC int g_two(int x)
{
    return AWAIT(quiet(x)) * 2;
}

static ASYNC int (*const table[])(int) = {
#define ITEM(n, name, ...) [n - 1] = f_##name,
#include "items.inc"
};

static const struct {
    const char *name;
    ASYNC int (*run)(int);
} named[] = {
#define ITEM(n, name, ...) {#name, g_##name},
#include "items.inc"
};

static int all(int x)
{
    int sum = 0;
#define ITEM(n, name, ...) sum += async_run(g_##name(x + n));
#include "items.inc"
    return sum;
}

int main(void)
{
    printf("%d %d\n", async_run(table[0](3)), async_run(table[1](3)));
    printf("%s %d\n", named[1].name, async_run(named[1].run(4)));
    printf("%d\n", all(10));
    return 0;
}
