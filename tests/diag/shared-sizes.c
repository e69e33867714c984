/* A size that several variables share, and that has an effect. */
#include <asyncc.h>

static ASYNC int get(int value)
{
    AWAIT(async_sleep(1));
    return value;
}

static ASYNC int f(int n)
{
    __typeof__(int[n++]) one;
    __typeof__(int[n++]) two, three; // expect-error: declare one at a time
    __typeof__(int[AWAIT(get(n))]) four;
    __typeof__(int[AWAIT(get(n))]) five, *six = &five; // expect-error: declare one at a time
    __typeof__(int[n]) seven, eight;
    return (int)(sizeof one + sizeof two + sizeof three + sizeof four + sizeof *six + sizeof seven + sizeof eight);
}

int main(void)
{
    return async_run(f(1));
}
