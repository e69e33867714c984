/* Macros whose arguments, or the words that they end with, belong to what is around them; those that expand to names, and
 * to parentheses behind names. */
#include "support.h"
#include <stdio.h>

#define ID(x) x
#define ALL(...) __VA_ARGS__
#define N_AND(...) n __VA_ARGS__
#define OF_K (int[k])
#define VECTOR_OF(v) __attribute__((vector_size(sizeof(v))))
#define VECTOR VECTOR_OF
#define ZERO_SWITCH 0: switch
#define RP )
#define ARGS (1, 2)
#define DIGITS digits
#define digits(a, b) digits(b, a)
#define CALL_THEN note(7); puts
#define TEXT_THEN ("behind"); n++; }
#define FIRST_AT [0].at(3)
#define DECLARED { double_of
#define double_of(type) type
#define G_AND(o) g o
#define TIMES_G ID(*) G_AND(+)
#define OPEN {
#define OPEN_INT OPEN int

static int d = 1000;

struct entry {
    int ASYNC (*at)(int x);
};

static int(digits)(int a, int b)
{
    return 10 * a + b;
}

static ASYNC int arguments(int c, double e)
{
    int n = c, d = 4;
    int *in_frame = &d;
    AWAIT(turn());
    double sum = 1 + ALL(c + (double)) d + e; /* not the d outside */
    if (N_AND(<) 2 && AWAIT(quiet(1))) {
        n += 100;
    }
    if (ALL(AWAIT(quiet(n)) <) 50 && ID(n *) 2 == 4) {
        n += 1000;
    }
    *in_frame += n;
    return AWAIT(quiet((int)sum)) + *in_frame;
}

static ASYNC int types(int k)
{
    AWAIT(turn());
    long long i = 1, *p = &i;
    typedef int pair VECTOR(i);
    pair v = {3, 4};
    AWAIT(turn());
    *p += v[1];
    typedef __typeof__ OF_K row;
    return (int)(i + (int)(sizeof(row) / sizeof(int)) * 100 + (int)sizeof v);
}

static ASYNC int words(int a)
{
    switch (AWAIT(quiet(a))) {
    case ZERO_SWITCH(AWAIT(quiet(a + 1)))
        {
        case 1:
            return 10;
        default:
            return 11;
        }
    case 1:
        return 12;
    }
    return 13;
}

static ASYNC int parentheses(int n)
{
    struct entry entries[] = {{quiet}};
    int swapped = digits(3, 4), plain = digits ARGS + DIGITS ARGS + ID(DIGITS) ARGS + AWAIT(quiet(0));
    {
        AWAIT(turn());
        CALL_THEN
    TEXT_THEN
    printf("%d %d\n", AWAIT(quiet(5)), AWAIT(quiet(n RP ));
    return swapped * 1000 + plain + AWAIT(entries FIRST_AT) + n + d;
}

/* The name of a macro stands on one line, its arguments on the next. */
static ASYNC int over_lines(int n)
    DECLARED
    (int) m = AWAIT(quiet(n)) + AWAIT(quiet(1));
    return m;
}

/* What a macro ends with comes out of another one. */
static ASYNC int nested(int x)
{
    int g = 3;
    int *in_frame = &g;
    int sum = x TIMES_G AWAIT(quiet(2)) * x;
    const __typeof__(int) *p = ALL(in_frame; const __typeof__)(int) *q = in_frame;
    if (AWAIT(quiet(x)))
        OPEN_INT y = AWAIT(quiet(sum)) * 2;
        sum += y;
    }
    return sum + *p + *q;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(arguments(1, 0.5)));
    printf("%d\n", AWAIT(types(6)));
    printf("%d %d %d\n", AWAIT(words(0)), AWAIT(words(1)), AWAIT(words(2)));
    printf("%d\n", AWAIT(parentheses(2)));
    printf("%d\n", AWAIT(over_lines(2)));
    printf("%d\n", AWAIT(nested(4)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
