/* A mistake inside a macro is reported where the macro is used. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    return x;
}

#define FORGET(x) (1 + f(x))
#define FUNCTION(name)                                                                                                 \
    static int name(void)                                                                                              \
    {                                                                                                                  \
        return AWAIT(f(1));                                                                                            \
    }

FUNCTION(generated) // expect-error: ASYNC

static ASYNC int async_main(void)
{
    int x = FORGET(1) + // expect-error: AWAIT
            FORGET( // expect-error: AWAIT
                2);
    return x + generated();
}

int main(void)
{
    return async_run(async_main());
}
