/* The sizes of a type that a typedef names are evaluated there, and nowhere else. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int async_main(void)
{
    typedef int row[2][AWAIT(f(3))]; // expect-error: cannot stand in the size of a type
    return sizeof(row);
}

int main(void)
{
    return async_run(async_main());
}
