/* Macros of more than one statement: each is there once, whichever of them changes. */
#include "support.h"
#include <stdio.h>
#define TWO                                                                                                            \
    note(1);                                                                                                           \
    note(2)
#define MIX(x)                                                                                                         \
    note(3);                                                                                                           \
    AWAIT(quiet(x));                                                                                                   \
    note(4)
#define DECLS(a, b)                                                                                                    \
    int a = 1;                                                                                                         \
    int b = AWAIT(quiet(2));                                                                                           \
    int *p##a = &a
#define LOOP2                                                                                                          \
    for (int i = 0; i < 2; i++)                                                                                        \
        note(i);                                                                                                       \
    while (n < 3)                                                                                                      \
    n++
#define STMT_RET(x)                                                                                                    \
    note(5);                                                                                                           \
    return x
#define LABELS                                                                                                         \
    l1:                                                                                                                \
    note(6);                                                                                                           \
    l2:                                                                                                                \
    note(7)
#define IFS(c)                                                                                                         \
    if (c)                                                                                                             \
        note(8);                                                                                                       \
    if (!(c))                                                                                                          \
    note(9)
#define CASES                                                                                                          \
    case 1:                                                                                                            \
        note(1);                                                                                                       \
        break;                                                                                                         \
    case 2:                                                                                                            \
        note(2);                                                                                                       \
        break;
#define IFELSE(c)                                                                                                      \
    if (c)                                                                                                             \
        note(10);                                                                                                      \
    else                                                                                                               \
        note(11);                                                                                                      \
    note(12)
#define HALF                                                                                                           \
    note(13);                                                                                                          \
    if (n)
#define EXPR2                                                                                                          \
    n++, note(14);                                                                                                     \
    n--
#define DEFERS                                                                                                         \
    DEFER                                                                                                              \
    {                                                                                                                  \
        note(15);                                                                                                      \
    }                                                                                                                  \
    DEFER                                                                                                              \
    {                                                                                                                  \
        note(16);                                                                                                      \
    }
#define CLEAN2                                                                                                         \
    int c1 __attribute__((cleanup(cl))) = 1;                                                                           \
    int c2 __attribute__((cleanup(cl))) = 2
#define ASM2                                                                                                           \
    __asm__("");                                                                                                       \
    n += 2
#define ENUM2                                                                                                          \
    enum { EA = 3 };                                                                                                   \
    struct z {                                                                                                         \
        int q;                                                                                                         \
    }
static void cl(int *p)
{
    printf("cl %d\n", *p);
}
static ASYNC int f(int n)
{
    TWO;
    MIX(1);
    DECLS(a, b);
    LOOP2;
    IFS(n);
    CLEAN2;
    ENUM2;
    struct z z = {EA};
    DEFERS
    if (n) {
        TWO;
    } else {
        MIX(2);
    }
    if (n) {
        TWO;
        AWAIT(turn());
        TWO;
    }
    AWAIT(turn());
    switch (n) {
        CASES default : TWO;
    }
    switch (AWAIT(quiet(n))) {
        CASES default : TWO;
        AWAIT(turn());
    }
    IFELSE(n);
    EXPR2;
    HALF AWAIT(turn());
    HALF n++;
    ASM2;
    {
        LABELS;
        if (n < 0)
            goto l1;
        if (n < 0)
            goto l2;
        AWAIT(turn());
    }
    printf("%d %d %d %d\n", n, *pa + a, b, z.q);
    for (;;) {
        TWO;
        break;
        TWO;
    }
    STMT_RET(n);
}
static ASYNC int test(void)
{
    printf("%d\n", AWAIT(f(3)));
    {
        TWO;
        AWAIT(turn());
    }
    {
        TWO;
    }
    return 0;
}
int main(void)
{
    return async_run(test());
}
