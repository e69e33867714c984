/* AWAIT, return, break and DEFER hidden in the user's macros, and whole functions that a macro writes. */
#include "support.h"

#include <stdio.h>

#define GET(x) AWAIT(get(x))
#define AWAIT_INT AWAIT
#define INT_OF AWAIT_INT(
#define CHECK(x)                                                                                                       \
    do {                                                                                                               \
        if (!(x)) {                                                                                                    \
            printf("line %d: not %s\n", __LINE__, #x);                                                                 \
            return -1;                                                                                                 \
        }                                                                                                              \
    } while (0)
#define LEAVE_IF(x)                                                                                                    \
    if (x)                                                                                                             \
    break
#define FOREVER for (;;)
#define REPEAT(n) for (int repeat = 0; repeat < AWAIT(quiet(n)); repeat++)
#define FUNCTION(name, parameter, ...)                                                                                 \
    static ASYNC int name(int parameter)                                                                               \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        __VA_ARGS__;                                                                                                   \
    }
#define OPERATIONS(X) X(add, +) X(subtract, -) X(multiply, *)
#define OPERATION(name, op)                                                                                            \
    static ASYNC int name(int a, int b)                                                                                \
    {                                                                                                                  \
        return AWAIT(quiet(a)) op AWAIT(quiet(b));                                                                     \
    }
#define PRINT(name, op) printf(#name " %d\n", AWAIT(name(7, 3)));
#define A_COROUTINE static ASYNC
#define BEGIN {
#define END }

FUNCTION(twice, x, return 2 * x)
FUNCTION(both, x, int y = GET(x); return y + GET(x + 1))
OPERATIONS(OPERATION)

A_COROUTINE int plain_words(void) BEGIN AWAIT(turn());
return 12;
END

    static ASYNC int
    checked(int x)
{
    CHECK(AWAIT(get(x)) > 1);
    CHECK(GET(x) != 3 && GET(x) != 4);
    return 0;
}

static ASYNC int test(void)
{
    printf("%d\n", GET(GET(1) + 1));
    printf("%d\n", INT_OF get(3)));
    printf("%d %d\n", AWAIT(checked(1)), 0);
    printf("%d %d\n", AWAIT(checked(3)), 0);
    printf("%d\n", AWAIT(checked(5)));
    FOREVER
    {
        LEAVE_IF(GET(1));
        puts("not here");
    }
    REPEAT(2)
    {
        printf("repeat %d\n", repeat);
    }
    printf("%d\n", AWAIT(twice(4)));
    printf("%d\n", AWAIT(both(5)));
    OPERATIONS(PRINT)
    printf("%d\n", AWAIT(plain_words()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
