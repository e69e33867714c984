// compilers: gcc
/* What GCC has and Clang has not, in ordinary functions: it is left as it is. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

typedef int four __attribute__((vector_size(16)));

static int nested(int x)
{
    auto int later(int z);
    int add(int y)
    {
#define TWICE(z) (2 * (z))
        return x + y;
    }
    int sum = add(TWICE(1));
    int later(int z)
    {
        return z + sum;
    }
    return later(sum);
}

static int sort(int *items, size_t count)
{
    int compare(const void *a, const void *b)
    {
        return *(const int *)a - *(const int *)b;
    }
    qsort(items, count, sizeof *items, compare);
    return items[0] < items[1];
}

#define LAMBDA(result, parameters, ...)                                                                                \
    ({                                                                                                                 \
        result lambda parameters __VA_ARGS__ lambda;                                                                   \
    })

static int apply(int (*f)(int), int x)
{
    return f(x);
}

static int by_macro(int x)
{
    return apply(LAMBDA(int, (int y), { return 6 * y; }), x);
}

static int leaves(int x)
{
    __label__ out;
    void leave(void)
    {
        if (x) {
            goto out;
        }
    }
    leave();
    return 1;
out:
    return 2;
}

static size_t record(int n)
{
    struct {
        char head;
        int items[n];
        char tail;
    } r;
    r.tail = 1;
    return sizeof r + (size_t)(r.tail - 1);
}

static int numbers(void)
{
    _Decimal64 price = 0.1dd;
    return (int)(1.5f128 * 2) + (price * 3 == 0.3dd);
}

static int shuffled(void)
{
    four a = {1, 2, 3, 4}, from = {3, 2, 1, 0};
    return __builtin_shuffle(a, from)[0];
}

/* The macro is defined in the middle of what libclang does not see. */
static ASYNC int test(void)
{
    int items[] = {3, AWAIT(get(1)), 2};
    printf("%d %d %d %d\n", sort(items, 3), items[0], items[1], items[2]);
    AWAIT(turn());
    printf("%d %d %d %d\n", nested(AWAIT(get(TWICE(2)))), by_macro(7), leaves(AWAIT(quiet(0))), leaves(1));
    printf("%zu %d %d line %d\n", record(AWAIT(quiet(5))), numbers(), shuffled(), __LINE__);
    printf("%d\n", _Generic(AWAIT(quiet(1)), int: AWAIT(quiet(2)), default: 3));
    return 0;
}

int main(void)
{
    return async_run(test());
}
