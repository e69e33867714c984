/* The arguments that a va_list names are gone after an AWAIT. */
#include <asyncc.h>
#include <stdarg.h>

static ASYNC int sum(int n, va_list list)
{
    int total = 0;
    va_list copy; // expect-error: va_list
    va_copy(copy, list);
    while (n--) {
        total += va_arg(copy, int);
        AWAIT(async_yield());
    }
    va_end(copy);
    return total;
}

static ASYNC int fine(int n, va_list list)
{
    int total = 0;
    {
        va_list copy;
        va_copy(copy, list);
        while (n--) {
            total += va_arg(copy, int);
        }
        va_end(copy);
    }
    AWAIT(async_yield());
    return total;
}

static int start(int n, ...)
{
    int result;
    va_list list;
    va_start(list, n);
    result = async_run(sum(n, list)) + async_run(fine(n, list));
    va_end(list);
    return result;
}

int main(void)
{
    return start(1, 2);
}
