/* Macros that are halves of something: of a loop, of an if, of a switch, of a function. */
#include "support.h"
#include <stdio.h>
#define BEGIN_FOR for (int i = 0; i < 2; i++) {
#define END }
#define BEGIN_FOR_SLOW(n) for (int i = AWAIT(quiet(0)); i < AWAIT(quiet(n)); i += AWAIT(quiet(1))) {
#define BEGIN_SWITCH(x)                                                                                                \
    switch (x) {                                                                                                       \
    case 1:
#define BEGIN_IF(x) if (x) {
#define ELSE                                                                                                           \
    }                                                                                                                  \
    else                                                                                                               \
    {
#define ELSE_IF(x)                                                                                                     \
    }                                                                                                                  \
    else if (x)                                                                                                        \
    {
#define UNTIL(x)                                                                                                       \
    }                                                                                                                  \
    while (!(x))                                                                                                       \
        ;
#define REPEAT do {
#define WHILE_NOT                                                                                                      \
    }                                                                                                                  \
    while (0)                                                                                                          \
        ;
#define BLOCK_AWAIT                                                                                                    \
    {                                                                                                                  \
        AWAIT(turn());
#define END_AWAIT                                                                                                      \
    AWAIT(turn());                                                                                                     \
    }
#define FUNC(name)                                                                                                     \
    static ASYNC int name(void)                                                                                        \
    {
#define ENDFUNC(x)                                                                                                     \
    return x;                                                                                                          \
    }
#define CASE(n)                                                                                                        \
    break;                                                                                                             \
    case n:
FUNC(made)
AWAIT(turn());
ENDFUNC(AWAIT(quiet(5)))
static ASYNC int test(void)
{
    int n = 0;
    BEGIN_FOR
    if (AWAIT(quiet(i)))
        continue;
    puts("zero");
    END BEGIN_FOR_SLOW(3) printf("%d\n", i);
    if (i == 1)
        break;
    END BEGIN_FOR_SLOW(2) n += AWAIT(get(i));
    END_AWAIT
    BEGIN_SWITCH(AWAIT(quiet(2))) puts("one");
    CASE(2) printf("%d\n", AWAIT(quiet(2)));
    CASE(3) puts("three");
    END BEGIN_IF(AWAIT(quiet(0))) puts("no");
    ELSE printf("%d\n", AWAIT(quiet(7)));
    END BEGIN_IF(0) puts("no");
    ELSE_IF(AWAIT(quiet(1))) puts("yes");
    ELSE puts("no");
    END REPEAT n++;
    UNTIL(AWAIT(quiet(n)) > 3)
    REPEAT n += AWAIT(quiet(1));
    if (n == 6)
        continue;
    UNTIL(n > 7)
    REPEAT if (AWAIT(quiet(1))) break;
    puts("no");
    WHILE_NOT
    do {
        if (AWAIT(quiet(1)))
            break;
        WHILE_NOT
        REPEAT AWAIT(quiet(1));
    } while (AWAIT(quiet(0)));
    BLOCK_AWAIT n++;
    END
    {
        n++;
        END_AWAIT
        BLOCK_AWAIT n++;
        END_AWAIT
        printf("%d %d\n", n, AWAIT(made()));
        return 0;
    }
    int main(void)
    {
        return async_run(test());
    }
