/* Variadic macros around AWAIT, pasting and stringising beside it. */
#include "support.h"

#include <stdio.h>

#define PRINT(...) printf(__VA_ARGS__)
#define AWAIT_ARGUMENTS(f, ...)                                                                                              \
    do {                                                                                                               \
        const int all_values[] = {__VA_ARGS__};                                                                        \
        for (size_t all_i = 0; all_i < sizeof all_values / sizeof *all_values; all_i++) {                              \
            AWAIT(f(all_values[all_i]));                                                                               \
        }                                                                                                              \
    } while (0)
#define CALL(name, ...) AWAIT(name(__VA_ARGS__))
#define TRACE(format, ...) printf("%s: " format "\n", __func__, ##__VA_ARGS__)
#define SHOW(x) printf("%s is %d\n", #x, (x))
#define PASTE(a, b) a##b
#define GET(n) PASTE(ge, t)(n)
#define FIRST(x, ...) x
#define REST(x, ...) __VA_ARGS__
#define APPLY(m, ...) m(__VA_ARGS__)

static ASYNC int sum(int a, int b, int c)
{
    AWAIT(turn());
    return a + b + c;
}

static ASYNC int test(void)
{
    PRINT("%d %s\n", AWAIT(quiet(1)), "one");
    AWAIT_ARGUMENTS(get, 2, 3, AWAIT(quiet(4)));
    PRINT("%d\n", CALL(sum, 1, CALL(sum, 2, 3, 4), AWAIT(quiet(5))));
    TRACE("nothing");
    TRACE("%d", AWAIT(quiet(6)));
    SHOW(AWAIT(quiet(7)));
    SHOW(CALL(sum, 1, 2, 3) + AWAIT(GET(8)));
    PRINT("%d\n", FIRST(AWAIT(quiet(9)), AWAIT(get(10))));
    PRINT("%d\n", REST(AWAIT(get(10)), AWAIT(quiet(11))));
    PRINT("%d\n", APPLY(CALL, sum, APPLY(FIRST, 1, 2), 3, 4));
    return 0;
}

int main(void)
{
    return async_run(test());
}
