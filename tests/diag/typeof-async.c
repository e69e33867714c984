/* typeof and __auto_type give a type, and a type does not tell that a function is ASYNC. */
#include <asyncc.h>

static ASYNC int get(int x)
{
    AWAIT(async_yield());
    return x;
}

static __typeof__(get) *by_typeof = get; // expect-error: write ASYNC in front
typedef __typeof__(&get) pointer;
static pointer by_typedef = get; // expect-error: write ASYNC in front
static ASYNC __typeof__(get) *right = get;

static ASYNC int test(void)
{
    __auto_type local = right; // expect-error: write ASYNC in front
    int (*plain)(int) = right; // expect-error: converted to a type without ASYNC
    ASYNC __auto_type marked = right;
    return (local == right) + (plain == local) + AWAIT(marked(1)) + (by_typeof == by_typedef);
}

int main(void)
{
    return async_run(test());
}
