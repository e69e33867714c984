/* #pragma push_macro and pop_macro, around functions and in the middle of statements: each name means what it does
 * where it stands, also behind the pop, and in front of it where it is printed behind. */
#include "support.h"
#include <stdio.h>

#define K 1
#define GET(x) (AWAIT(quiet(x)) + K)
#define PLUS_K + K

#pragma push_macro("K")
#undef K
#define K 20
#pragma pop_macro("K")

static ASYNC int around(int x)
{
    int a = GET(x);
#pragma push_macro("GET")
#undef GET
#define GET(x) (AWAIT(quiet(x)) * 1000)
    a += GET(x);
#pragma pop_macro("GET")
    return a + GET(x);
}

static ASYNC int in_initialisers(int x)
{
    int a = K + AWAIT(quiet(K)) + K, b =
#pragma push_macro("K")
#undef K
#define K 300
    K + AWAIT(quiet(K)) + K, c =
#pragma pop_macro("K")
    K + AWAIT(quiet(K));
    printf("%d %d %d\n", a, b, c);
    return a + b + c + x;
}

static ASYNC int behind(int x)
{
    {
        DEFER
        {
            printf("%d\n", AWAIT(quiet(K)));
        }
#pragma push_macro("K")
#undef K
#define K 4000
        AWAIT(turn());
        x += K;
    }
    for (int i = 0; i < 3; i += K / 4000, AWAIT(turn())) {
#pragma pop_macro("K")
        x += K;
    }
    return x + K;
}

/* What was popped is a part of an expression. */
static ASYNC int parts(int x)
{
#pragma push_macro("PLUS_K")
#undef PLUS_K
#define PLUS_K
    x = AWAIT(quiet(x)) PLUS_K;
#pragma pop_macro("PLUS_K")
    return AWAIT(quiet(x)) PLUS_K;
}

#pragma pop_macro("K") /* nothing has been pushed */

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(around(2)));
    printf("%d\n", AWAIT(in_initialisers(2)));
    printf("%d\n", AWAIT(behind(2)));
    printf("%d\n", AWAIT(parts(2)));
    return K;
}

int main(void)
{
    return async_run(async_main()) - K;
}
