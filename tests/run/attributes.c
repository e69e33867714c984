/* Attributes wherever they may stand. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

struct __attribute__((packed)) tight {
    char c;
    int i __attribute__((aligned(2)));
};

typedef int __attribute__((may_alias)) alias;

__attribute__((noinline, cold)) static ASYNC int before(int x)
{
    AWAIT(turn());
    return x;
}

static __attribute__((unused)) ASYNC int between(__attribute__((unused)) int x, int y __attribute__((unused)))
{
    AWAIT(turn());
    return y;
}

static ASYNC int on_prototype(const char *format, int x) __attribute__((nonnull(1), warn_unused_result, hot));

static ASYNC int on_prototype(const char *format, int x)
{
    AWAIT(turn());
    return format[0] + x;
}

static ASYNC __attribute__((const)) int pure(int x)
{
    AWAIT(turn());
    return x * x;
}

static ASYNC __attribute__((malloc, returns_nonnull)) void *allocate(size_t n)
{
    AWAIT(turn());
    return calloc(n, 1);
}

static ASYNC int test(void)
{
    int x __attribute__((unused)) = AWAIT(before(1)), y __attribute__((aligned(16))) = 2;
    __attribute__((unused)) int z = 3;
    struct tight t = {'t', AWAIT(between(1, 4))};
    alias *a = &y;
    AWAIT(turn());
    printf("%d %d %d %zu\n", *a, t.i, t.c, sizeof t);
    switch (AWAIT(quiet(1))) {
    case 1:
        printf("one\n");
        __attribute__((fallthrough));
    case 2:
        printf("two %d\n", AWAIT(pure(2)));
        break;
    default:;
    }
    int sum = AWAIT(on_prototype("0", 1));
    void *p = AWAIT(allocate(8));
    sum += *(char *)p;
    free(p);
    printf("%d\n", sum);
    goto end;
end:
    __attribute__((unused));
    return 0;
}

int main(void)
{
    return async_run(test());
}
