/* Files that are included in the middle of ASYNC functions and define macros: names that are printed on the other side
 * of the #include mean what they do where they stand. */
#define NDEBUG
#include "support.h"

#include <assert.h>
#include <stdio.h>

#define K 1

static ASYNC int behind(int x)
{
    DEFER
    {
        printf("%d\n", K);
    }
#include "twenty.inc"
    AWAIT(turn());
    return x + K;
}

static ASYNC int in_the_middle(int x)
{
    int a = K, b = AWAIT(quiet(K)), c =
#include "outer.inc"
        K + AWAIT(quiet(K));
    return a + b * 10 + c * 100 + x;
}

static ASYNC int checked(int x)
{
    DEFER
    {
        assert(note(x));
    }
#undef NDEBUG
#include <assert.h>
    assert(AWAIT(quiet(x)) == 2);
#define NDEBUG
#include <assert.h>
    assert(note(AWAIT(quiet(3))));
    return x;
}

/* Headers of the system are not put in. */
static ASYNC int of_system(int x)
{
#include <limits.h>
    x = AWAIT(quiet(x)) + (INT_MAX > 0);
#include <stdbool.h>
    bool more = AWAIT(quiet(x)) > 1;
    return more + x + (CHAR_BIT == 8);
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(behind(2)));
    printf("%d\n", AWAIT(in_the_middle(2)));
    printf("%d\n", AWAIT(of_system(2)));
    return AWAIT(checked(2));
}

int main(void)
{
    return async_run(async_main()) - 2;
}
