/* What only GCC has is refused, in Clang's words, where asyncc would have to change something beside it. */
#include <asyncc.h>

struct operations {
    ASYNC int (*handler)(int);
};

ASYNC typedef int operation(int);

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

#define RUN(x) async_run(x)
#define RUN_IT RUN

static int marker(int x)
{
    int add(int y) // expect-error@+1: function definition
    {
        return x + y;
    }
    return async_run(f(x));
}

static int marker_in_macro(int x)
{
    void nothing(void) // expect-error@+1: function definition
    {
    }
    return RUN_IT(f(x));
}

static int vla(int n)
{
    FUTURE(int) future = SPAWN(f(n));
    struct {
        char text[n]; // expect-error: variable length array in structure
    } s;
    async_cancel(future);
    return sizeof s;
}

static ASYNC int async(int x)
{
    return __builtin_speculation_safe_value(x); // expect-error: unknown builtin
}

static int fine(int x)
{
    int add(int y)
    {
        return x + y;
    }
    return 1.0f128 + missing; // what else is wrong here, GCC says
}

int main(void)
{
    return fine(1) + undeclared; // expect-error: undeclared
}
