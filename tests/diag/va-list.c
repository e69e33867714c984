/* The arguments that a va_list names are gone after an AWAIT. */
#include <asyncc.h>
#include <stdarg.h>

static ASYNC int sum(int n, ...)
{
    int total = 0;
    va_list list; // expect-error: va_list
    va_start(list, n);
    while (n--) {
        total += va_arg(list, int);
        AWAIT(async_yield());
    }
    va_end(list);
    return total;
}

static ASYNC int fine(int n, ...)
{
    int total = 0;
    {
        va_list list;
        va_start(list, n);
        while (n--) {
            total += va_arg(list, int);
        }
        va_end(list);
    }
    AWAIT(async_yield());
    return total;
}

int main(void)
{
    return async_run(sum(1, 2)) + async_run(fine(1, 2));
}
