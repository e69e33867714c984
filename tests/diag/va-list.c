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

typedef va_list arguments;

struct holder {
    arguments list[2];
};

static ASYNC int by_another_name(int n, arguments list) // expect-error: va_list
{
    AWAIT(async_yield());
    return n + va_arg(list, int);
}

static ASYNC int inside(int n, struct holder *from)
{
    struct holder mine; // expect-error: va_list
    va_copy(mine.list[1], from->list[0]);
    AWAIT(async_yield());
    n += va_arg(mine.list[1], int);
    va_end(mine.list[1]);
    return n;
}

static int start(int n, ...)
{
    int result;
    va_list list;
    va_start(list, n);
    result = async_run(sum(n, list)) + async_run(fine(n, list)) + async_run(by_another_name(n, list)) +
             async_run(inside(n, NULL));
    va_end(list);
    return result;
}

int main(void)
{
    return start(1, 2);
}
