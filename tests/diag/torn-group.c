/* An #if whose group would be printed in parts; one around whole parts, or in a DEFER, is none. */
#include <asyncc.h>

static ASYNC int twice(int x)
{
    return 2 * x;
}

static ASYNC int in_return(int a)
{
    return
#if 1 // expect-error: apart from its #endif
        a +
#endif
        AWAIT(twice(a));
}

static ASYNC int in_condition(int a)
{
    if (a
#if 0 // expect-error: apart from its #endif
        && AWAIT(twice(1))
#else
        && AWAIT(twice(2))
#endif
    ) {
        a++;
    }
    return a;
}

static ASYNC int whole(int a)
{
    DEFER
    {
#if 1
        a++;
#endif
    }
#if 1
    int list[] = {
        1,
#if 1
        AWAIT(twice(a)),
#else
        2,
#endif
    };
#else
    int list[] = {3};
#endif
    if (a) {
#if 0
        a += AWAIT(twice(a));
#endif
    }
    return AWAIT(twice(
#if 1
        list[0]
#endif
        ));
}

int main(void)
{
    return async_run(in_return(1)) + async_run(in_condition(1)) + async_run(whole(1));
}
