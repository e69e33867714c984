/* typeof of ASYNC functions, their calls and pointers to them: inside and outside of functions. */
#include "support.h"

#include <stdio.h>

static ASYNC long twice(int x)
{
    AWAIT(turn());
    return x * 2;
}

ASYNC long thrice(int x);
__typeof__(thrice) thrice __attribute__((noinline));
ASYNC __typeof__(thrice) negated __attribute__((noinline)), unused;
static ASYNC __typeof__(twice) halved;
__typeof__(thrice) *unmarked, *unmarked_too;

ASYNC long thrice(int x)
{
    return AWAIT(twice(x)) + AWAIT(halved(2 * x));
}

ASYNC long negated(int x)
{
    return -AWAIT(thrice(x));
}

static ASYNC long halved(int x)
{
    AWAIT(turn());
    return x / 2;
}

#define SIZE_OF(x) sizeof(x)

static ASYNC __typeof__(twice) *pointer = twice;
typedef ASYNC __typeof__(twice) function;
static function *other = twice, *more[] = {twice, twice};
__typeof__(twice(1)) number = 3;
static int array[sizeof(__typeof__(twice(2)))] = {[sizeof twice(1) - 1] = 4};
struct holder {
    __typeof__(twice(1)) value;
    ASYNC __typeof__(twice) *call;
    int bits : sizeof(twice(1));
};
typedef __typeof__(twice(1)) result;
enum { SIZE = sizeof(twice(1)) };

static int plain(__typeof__(twice(1)) x, ASYNC __typeof__(twice) *f)
{
    __typeof__(twice(x)) y = x;
    ASYNC __typeof__(twice) *g = f;
    static __typeof__(twice(1)) z = SIZE_OF(twice(2));
    return (int)(sizeof(__typeof__(twice(1))) + y + z) + (g == f) + (int)(__typeof__(twice(1)))3.5;
}

static ASYNC int test(void)
{
    struct holder holder = {.value = AWAIT(twice(1)), .call = twice};
    ASYNC __typeof__(twice) *f = twice, *fs[2] = {twice, f};
    ASYNC __typeof__(holder.call) g = holder.call;
    ASYNC __typeof__(*pointer) *h = pointer;
    ASYNC __auto_type i = f;
    result r = AWAIT(holder.call(2));
    printf("%ld %ld %ld\n", holder.value, r, AWAIT(fs[1](3)));
    printf("%ld %ld %ld\n", AWAIT(g(4)), AWAIT(h(5)), AWAIT(i(6)));
    printf("%ld %ld %ld\n", AWAIT(pointer(7)), AWAIT(other(8)), AWAIT(more[1](9)));
    printf("%ld %d\n", AWAIT(negated(10)), unmarked == unmarked_too);
    printf("%ld %d %d %d\n", number, array[7], SIZE, plain(1, twice));
    return 0;
}

int main(void)
{
    return async_run(test());
}
