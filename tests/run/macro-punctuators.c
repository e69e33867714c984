/* Parentheses, semicolons and keywords of calls, loops and types that come out of macros; comments where parentheses are
 * looked for. */
#include "support.h"

#include <stdio.h>

#define OPEN (
#define ARGUMENTS (1, 2)
#define PAIR 3, 4
#define CALL(x) (x)
#define SAME(x) x
#define EMPTY

#define EACH int i = 0; i < 2; i++
#define EACH_OF(n) (int i = 0; i < (n); i++)
#define FIRST int i = 0;
#define REST i < 2; i++

static ASYNC int two(int x, int y)
{
    AWAIT(turn());
    return 10 * x + y;
}

static ASYNC void none(void)
{
    AWAIT(turn());
    puts("none");
}

static ASYNC void calls(void)
{
    AWAIT(get OPEN 1));
    printf("%d\n", AWAIT(two ARGUMENTS));
    printf("%d\n", AWAIT(two(PAIR)));
    AWAIT(get CALL(2));
    AWAIT(get SAME((3)));
    AWAIT(get SAME((AWAIT(get(4)))));
    AWAIT(SAME(get)(5));
    printf("%d\n", AWAIT(SAME(two) SAME((1, 2))));
    printf("%d\n", AWAIT(SAME(two)SAME((SAME(AWAIT(get(5))), 2)) EMPTY));
    AWAIT(get /* ( */ (6 /* ) */));
    AWAIT(none(/* nothing */));
    AWAIT(none(EMPTY));
    AWAIT(none /* ( */ (
        ));
    AWAIT((none)());
    AWAIT((*none /* ) */)());
}

#define EQUALS =
#define COMMA ,
#define BRACE {
#define UNBRACE }
#define STAR *

static ASYNC int declarations(void)
{
    int a COMMA STAR b = 0 COMMA c = AWAIT(get(7));
    int d[2] EQUALS BRACE 1, c UNBRACE, *e EQUALS d, f[2] EQUALS {AWAIT(get(8)), 2};
    struct {
        int g COMMA h;
    } s EQUALS {.h EQUALS 3}, *p EQUALS &s;
    enum BRACE ONE = 1, TWO UNBRACE one EQUALS ONE;
    struct named {
        int i;
    UNBRACE n EQUALS BRACE AWAIT(get(9)) UNBRACE, *m EQUALS &n;
    union BRACE int i;
    UNBRACE u EQUALS {AWAIT(get(10))};
    m->i += one + u.i;
    a = n.i;
    b = &a;
    AWAIT(turn());
    e[1]++;
    p->h += f[1];
    printf("%d %d %d %d %d\n", *b, c, d[1], f[0], s.h);
    return 0;
}

static ASYNC int pointers(int a)
{
    int STAR p = &a + AWAIT(quiet(0)), STAR q = p, b = AWAIT(quiet(1));
    STAR p += STAR q + b;
    return a;
}

static ASYNC int loops(int sum)
{
    for (EACH) {
        sum += AWAIT(get(i));
    }
    for EACH_OF(3) {
        sum += AWAIT(get(i));
    }
    for EACH_OF(4) {
        sum += i;
    }
    for (int i = 0; REST) {
        sum += AWAIT(get(i));
    }
    for (FIRST REST) {
        sum += AWAIT(get(i));
    }
    for (FIRST i < 2; i++) {
        sum += AWAIT(get(i));
    }
    while CALL(AWAIT(get(0))) {
        sum++;
    }
    if OPEN AWAIT(get(1))) {
        sum++;
    }
    switch CALL(AWAIT(get(1))) {
    case 1:
        sum++;
    }
    do {
        sum++;
    } while CALL(AWAIT(get(0)));
    return sum;
}

#define LOCKED(x)                                                                                                      \
    ({                                                                                                                 \
        puts("lock");                                                                                                  \
        DEFER                                                                                                          \
        {                                                                                                              \
            puts("unlock");                                                                                            \
        }                                                                                                              \
        x;                                                                                                             \
    })
#define TWICE(x) (2 * x)

/* The macro's arguments stand behind what becomes its name. */
static ASYNC int rescanned(void)
{
    int n = SAME(LOCKED)(AWAIT(get(10)) + 1);
    n += SAME(TWICE)(AWAIT(get(20)));
    return n + SAME(SAME(LOCKED))(AWAIT(get(30)));
}

#define STRUCT struct

static ASYNC int types(void)
{
    STRUCT { int n; } one = { AWAIT(get(1)) };
    SAME(struct) { int n; } two = { AWAIT(get(2)) };
    struct SAME(tag) { int n; } three = { AWAIT(get(3)) };
    SAME(struct other) { int n; } four = { AWAIT(get(4)) };
    SAME(enum) { FIVE = 5 } five = AWAIT(get(FIVE));
    SAME(typedef) STRUCT { int n; } six;
    __typeof__(STRUCT { int n; }) seven = { AWAIT(get(7)) };
    return one.n + two.n + three.n + four.n + five + AWAIT(get((six){6}.n)) + seven.n;
}

static ASYNC int test(void)
{
    AWAIT(calls());
    AWAIT(declarations());
    printf("%d\n", AWAIT(pointers(20)));
    printf("%d\n", AWAIT(loops(0)));
    printf("%d\n", AWAIT(rescanned()));
    printf("%d\n", AWAIT(types()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
