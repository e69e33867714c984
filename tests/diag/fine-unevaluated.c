/* AWAIT and ASYNC calls where nothing is evaluated are no errors. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static int plain(int x)
{
    return x;
}

static ASYNC int async_main(void)
{
    int x = _Generic(1.0, int : AWAIT(f(1)), default : plain(2));
    x += _Generic(1, int : AWAIT(f(3)), default : 4);
    x += AWAIT(_Generic(1.0, int : plain, double : f)(5));
    x += (int)(sizeof(AWAIT(f(6))) + sizeof(f(7)) + sizeof(__typeof__(f(8))));
    __typeof__(AWAIT(f(9))) y = x;
    return y;
}

static int outside(void)
{
    return (int)sizeof(f(10)) + _Generic(f(11), int : 1, default : 2);
}

int main(void)
{
    return outside() + async_run(async_main());
}
