/* A variadic function can be AWAITed only: its arguments are gone when a task of it would start. */
#include <asyncc.h>
#include <stdarg.h>

static ASYNC int variadic(int n, ...)
{
    va_list list;
    va_start(list, n);
    n = va_arg(list, int);
    va_end(list);
    AWAIT(async_yield());
    return n;
}

static ASYNC void spawns(void)
{
    ASYNC int (*pointer)(int, ...) = variadic;
    FUTURE(int) one = SPAWN(variadic(1, 2)); // expect-error: SPAWN would start a variadic function later
    FUTURE(int) other = SPAWN(pointer(1, 2)); // expect-error: SPAWN would start a variadic function later
    AWAIT(async_join(one));
    AWAIT(async_join(other));
}

int main(void)
{
    async_run(spawns());
    return async_run(variadic(1, 2)); // expect-error: async_run would start a variadic function later
}
