/* __LINE__ is that of the line it stands on, wherever a statement that is taken apart breaks its lines. (In the
 * arguments of a macro compilers differ about it, where they are on several lines.) */
#include "support.h"

#include <stdio.h>

struct point {
    const int x;
    int line;
};
#define LIST(a, b) {a, b}
#define FIRST(a, b) (a)
#define TWO(a, b) (a), (b)

static int add(int a, int b)
{
    return a * 1000 + b;
}

static ASYNC void declarations(void)
{
    struct point points[] =
    {
        {1, __LINE__}, {2,
        __LINE__},
    };
    struct point one = /* in between */
        {3,
         __LINE__};
    int sum =
        points[0].line
        + one.line +
        __LINE__;
    int lines[] =

        LIST(0, __LINE__);
    int a = 1,
        b =
            __LINE__, c


        = add(a, __LINE__);
    int d
        = __LINE__, *all[] = {&a, &b, &c, &d, &sum}, e =
            __LINE__;
    AWAIT(turn());
    printf("%d %d %d %d\n", points[0].line, points[1].line, one.line, lines[1]);
    for (int i = 0; i < 5; i++) {
        printf("%d ", *all[i]);
    }
    printf("%d\n", e);
}

static ASYNC void declarations_with_awaits(void)
{
    int a = 1,
        b =
            AWAIT(quiet(a)) +
            __LINE__,
        c =
            __LINE__, d = AWAIT(
                quiet(
                    4)) + add(
                __LINE__, __LINE__
            );
    struct {
        int line;
    } e = {
        AWAIT(quiet(1)) +
        __LINE__},
      f = {
        __LINE__};
    printf("%d %d %d %d %d %d\n", a, b, c, d, e.line, f.line);
}

static ASYNC int statements(int n)
{
    int sum = FIRST(AWAIT(quiet(n)),
                    1) + __LINE__;
    if (AWAIT(
            quiet(1)) &&
        sum < __LINE__) {
        sum += __LINE__;
    }
    for (int i =
             AWAIT(quiet(__LINE__)), j =
             __LINE__;
         i > j - AWAIT(quiet(5)) &&
         printf("%d\n",
                __LINE__);
         i -= AWAIT(quiet(1)),
         sum +=
             __LINE__) {
        sum += i;
    }
    for (int turns = 0; turns <
             AWAIT(quiet(2)) +
             __LINE__ / 1000;)
        turns++;
    do {
        sum += AWAIT(quiet(
            1)) ? __LINE__
                : AWAIT(quiet(0)) +
                  __LINE__;
    } while (AWAIT(quiet(0)) || sum
                                    == __LINE__);
    printf("%d %d %d\n", AWAIT(quiet(0)),
           TWO(2,
               1), add(AWAIT(quiet(2)),
                       __LINE__));
    return
        sum +
        __LINE__ + AWAIT(
            quiet(3)
        ) + __LINE__;
}

static ASYNC int directive(void)
{
    int a = 0, b =
#line 700
        __LINE__, *p = &a;
    AWAIT(turn());
    return b + *p;
}

static ASYNC int test(void)
{
    AWAIT(declarations());
    AWAIT(declarations_with_awaits());
    printf("%d\n", AWAIT(statements(5)));
    printf("%d\n", AWAIT(directive()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
