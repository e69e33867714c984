/* Variadic ASYNC functions, whose va_list does not live across an AWAIT. */
#include "support.h"

#include <stdarg.h>
#include <stdio.h>

static ASYNC int sum(int n, ...)
{
    int total = 0;
    va_list list;
    va_start(list, n);
    for (int i = 0; i < n; i++) {
        total += va_arg(list, int);
    }
    va_end(list);
    AWAIT(turn());
    return total;
}

static ASYNC int print(const char *format, ...)
{
    char text[64];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    AWAIT(turn());
    return puts(text) >= 0;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(sum(3, 1, 20, AWAIT(quiet(300)))));
    printf("%d\n", AWAIT(sum(0)));
    AWAIT(print("%d %s %.1f", AWAIT(quiet(1)), "two", 3.0));
    printf("%d\n", AWAIT(print("none")));
    return 0;
}

int main(void)
{
    return async_run(test());
}
