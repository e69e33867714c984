/* Preprocessor directives inside bodies, around and inside expressions with AWAITs. */
#include "support.h"

#include <stdio.h>

#define FEATURE 1

static ASYNC int test(void)
{
#if FEATURE
    int x = AWAIT(get(1));
#else
    int x = AWAIT(get(2));
    syntax error in a part that is skipped
#endif
    AWAIT(turn());
#ifdef MISSING
    return AWAIT(get(100));
#elif FEATURE > 1
    return 101;
#else
    printf("%d\n", x);
#endif
#define LOCAL(n) AWAIT(get(n)) + x
    x = LOCAL(3);
    printf("%d\n", x);
#undef LOCAL
#define LOCAL 5
    x = AWAIT(quiet(LOCAL)) +
#if FEATURE
        AWAIT(get(6)) +
#endif
        AWAIT(quiet(7));
    printf("%d\n", x);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
    int less = AWAIT(get(8)) < sizeof x;
#pragma GCC diagnostic pop
    AWAIT(turn());
    printf("%d\n", less);
    for (int i = 0; i < 2; i++) {
#if 1
        AWAIT(turn());
        printf("%d\n", i);
    }
#endif
    return 0;
}

int main(void)
{
    return async_run(test());
}
