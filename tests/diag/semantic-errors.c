/* Errors that only the original shows: the generated code would have no const, or would call with other arguments. */
#include <asyncc.h>

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC void nothing(void)
{
}

static ASYNC int async_main(void)
{
    const int fixed = AWAIT(f(1));
    fixed = 2; // expect-error: const
    int x = AWAIT(f()); // expect-error: too few arguments
    x = AWAIT(f(1, 2)); // expect-error: too many arguments
    x = AWAIT(nothing()); // expect-error: incompatible type|void
    switch (x) {
    case AWAIT(f(1)): // expect-error: constant
        break;
    }
    int *p = &AWAIT(f(2)); // expect-error: address
    return x;
}

int main(void)
{
    return async_run(async_main());
}
