/* GCC calls the last, Clang the first. */
#include <asyncc.h>

#define CLOSED_BY(f) __attribute__((__cleanup__(f)))

static void first(int *n)
{
    *n = 1;
}

static void second(int *n)
{
    *n = 2;
}

static ASYNC int listed(void)
{
    int n __attribute__((cleanup(first), cleanup(second))) = 0; // expect-error: 'n' has several cleanup attributes
    int m CLOSED_BY(first) CLOSED_BY(first) = 0; // expect-error: 'm' has several cleanup attributes
    int one CLOSED_BY(first) __attribute__((unused, aligned(8))) = 0;
    AWAIT(async_yield());
    return n + m + one;
}

/* The compiler of the output says what it makes of it. */
static int no_async(void)
{
    int n CLOSED_BY(first) CLOSED_BY(second) = 0;
    return n;
}

int main(void)
{
    return no_async() + async_run(listed());
}
