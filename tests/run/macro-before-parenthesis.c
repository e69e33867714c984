/* Macros without arguments in front of a parenthesis, or of an AWAIT: that is none of theirs where they end with a
 * statement, a brace, a label. */
#include "support.h"
#include <stdio.h>
static int g, depth;

static int enter(void)
{
    return depth++;
}
#define BEGIN_CRITICAL                                                                                                 \
    do {                                                                                                               \
        int lock = enter();
#define END_CRITICAL                                                                                                   \
    depth = lock;                                                                                                      \
    }                                                                                                                  \
    while (0)
#define EACH for (int i = 0; i < 3; i++)
#define IFOK if (ok)
#define WHILE while (n-- > 0)
#define ELSE else
#define DO do
#define SW switch (n)
#define RET return
#define LAB                                                                                                            \
    lab:
#define CASE1 case 1:
#define NOTHING
#define FIRST g++;
#define OPEN {
#define CLOSE }
#define NEG -
#define SZ sizeof
#define DECL int q = 3;
#define ARR arr[0]
#define FN note
#define PFN (note)
#define FIRST_OF(a, b) a
#define COUNTED(x) (g += AWAIT(quiet(x)))
static int arr[3];
static ASYNC int f(int ok, int n)
{
    BEGIN_CRITICAL
    AWAIT(turn());
    g++;
    END_CRITICAL;
    EACH BEGIN_CRITICAL(void) AWAIT(quiet(i));
    END_CRITICAL;
    EACH AWAIT(turn());
    EACH(void) g, g += AWAIT(quiet(1));
    IFOK AWAIT(turn());
    ELSE AWAIT(get(1));
    IFOK(void) AWAIT(quiet(1));
    ELSE(void) AWAIT(get(2));
    WHILE AWAIT(turn());
    n = 3;
    WHILE(void) AWAIT(quiet(1));
    DO(g++);
    while (AWAIT(quiet(0)))
        ;
    DO AWAIT(turn());
    while (AWAIT(quiet(0)))
        ;
    n = 1;
    SW
    {
        CASE1 AWAIT(turn());
    }
    SW
    {
        CASE1(void) g;
        g += AWAIT(quiet(1));
    }
    SW
    {
        CASE1(g += AWAIT(quiet(1)));
    }
    if (n < 0)
        goto lab;
    LAB AWAIT(turn());
    NOTHING AWAIT(turn());
    NOTHING(g += AWAIT(quiet(1)));
    NOTHING COUNTED(2);
    g -= FIRST_OF(NOTHING COUNTED(3), 4);
    FIRST AWAIT(turn());
    FIRST(g += AWAIT(quiet(1)));
    FIRST(void) g;
    OPEN AWAIT(turn());
    CLOSE(void) AWAIT(quiet(2));
    OPEN(void) g;
    CLOSE AWAIT(turn());
    DECL AWAIT(turn());
    g += NEG(AWAIT(quiet(1))) + NEG AWAIT(quiet(3)) + (int)SZ(AWAIT(quiet(1))) + q;
    g += AWAIT(quiet(1)) + NEG(q) + NEG(2) + FN(3) + PFN(4) + AWAIT(quiet(1)) + PFN(AWAIT(quiet(1)));
    ARR = g + AWAIT(quiet(1));
    if (n == 7)
        RET AWAIT(quiet(3));
    RET(AWAIT(quiet(g)) + ARR);
}
int main(void)
{
    printf("%d\n", async_run(f(1, 3)));
    printf("%d\n", async_run(f(0, 3)));
    return 0;
}
