/* Attributes whose parentheses hold a macro, on the prototypes only: the sections that they name exist. */
#include "support.h"

#include <stdio.h>

#define FIRST "placed_first"
#define SECOND "placed_second"
#define IN(name) __attribute__((section(name)))

static ASYNC int plain(int x) __attribute__((section(FIRST)));
static ASYNC int by_macro(int x) IN(SECOND);

extern const char __start_placed_first[] __attribute__((weak)), __stop_placed_first[] __attribute__((weak));
extern const char __start_placed_second[] __attribute__((weak)), __stop_placed_second[] __attribute__((weak));

static ASYNC __attribute__((noinline)) int plain(int x)
{
    return AWAIT(quiet(x)) + 1;
}

static ASYNC __attribute__((noinline)) int by_macro(int x)
{
    return AWAIT(quiet(x)) + 2;
}

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(plain(1)), AWAIT(by_macro(2)));
    printf("%d %d\n", __stop_placed_first > __start_placed_first, __stop_placed_second > __start_placed_second);
    return 0;
}

int main(void)
{
    return async_run(test());
}
