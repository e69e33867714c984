/* The variable arguments of a function are its caller's: they last until it suspends. Nothing calls most of these. */
// flags: -Wno-unused-function
#include <asyncc.h>
#include <stdarg.h>

static ASYNC int late(int n, ...)
{
    va_list list;
    AWAIT(async_yield());
    va_start(list, n); // expect-error: va_start\(\) after an AWAIT
    n = va_arg(list, int);
    va_end(list);
    return n;
}

static ASYNC int in_a_loop(int n, ...)
{
    int total = 0;
    while (n--) {
        va_list list;
        va_start(list, n); // expect-error: va_start\(\) after an AWAIT
        total += va_arg(list, int);
        va_end(list);
        AWAIT(async_yield());
    }
    return total;
}

static ASYNC int across(int n, ...)
{
    va_list list; // expect-error: the va_list 'list' would be used after an AWAIT
    va_start(list, n);
    AWAIT(async_yield());
    n = va_arg(list, int);
    va_end(list);
    return n;
}

static ASYNC int fine(int n, ...)
{
    va_list list;
    if (n) {
        va_start(list, n);
        n = va_arg(list, int);
        va_end(list);
        return n;
    }
    AWAIT(async_yield());
    return n;
}

int main(void)
{
    return 0;
}
