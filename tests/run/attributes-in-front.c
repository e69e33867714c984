// Attributes in brackets in front of functions, also out of macros, and __extension__: generated code goes before them.
// flags: -std=c2x
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

#define NODISCARD [[nodiscard]]
#define CHECKED NODISCARD
#define NOTE(text) [[gnu::section(text)]]
#define WEAK __attribute__((weak))

[[maybe_unused]] static int numbers[2] = {1, 2}, *first = numbers;

[[nodiscard]] static ASYNC int prototype(int x), another(int x);

[[maybe_unused, gnu::cold]] [[gnu::noinline]] // a comment
static ASYNC int two(int x)
{
    AWAIT(turn());
    return x * 2;
}

NODISCARD static ASYNC int of_macro(int x)
{
    AWAIT(turn());
    return AWAIT(two(x)) + 1;
}

CHECKED ASYNC int of_macros(int x)
{
    AWAIT(turn());
    return AWAIT(of_macro(x)) + 1;
}

NOTE(".text.noted") ASYNC int with_operand(int x)
{
    AWAIT(turn());
    return x;
}

WEAK ASYNC int weak(int x)
{
    AWAIT(turn());
    return AWAIT(with_operand(x));
}

__extension__ static ASYNC long long extension(int x)
{
    AWAIT(turn());
    return AWAIT(prototype(x));
}

[[maybe_unused]] static ASYNC int prototype(int x)
{
    AWAIT(turn());
    return x;
}

static ASYNC int another(int x)
{
    AWAIT(turn());
    return x;
}

static ASYNC int async_main(void)
{
    printf("%d %d\n", AWAIT(of_macros(3)), AWAIT(weak(*first)));
    printf("%lld\n", AWAIT(extension(5)) + AWAIT(another(1)));
    return 0;
}

[[gnu::noreturn]] static void leave(void)
{
    exit(async_run(async_main()));
}

int main(void)
{
    leave();
}
