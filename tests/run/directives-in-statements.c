/* Conditional directives and comments inside of statements that are taken apart. */
#include "support.h"
#include <stdio.h>

#define ENABLED 1

static int add(int a, int b)
{
    return a * 10 + b;
}

static ASYNC int comments(int x)
{
    int a = 1, /* first */
        b = AWAIT(quiet(x)) /* second */ + /* third */ 1, // end
        c /* c */ = /* before */ b /* after */; // last
    int d = add(a, // one
                AWAIT(quiet(b)) // two
                ), // three
        e = 4 // four
        ;
    if (a // cond
        && AWAIT(quiet(1)) // more
        ) // then
        a++; // body
    else // otherwise
        a--;
    while (/* w */ AWAIT(quiet(a)) /* x */ < 5 /* y */) /* z */
        a++; /* v */
    for (/* i */ int i = 0; /* c */ i < AWAIT(quiet(2)); /* s */ i++ /* t */) // body
        a += i;
    do // do
        a++; // in
    while (/* c */ AWAIT(quiet(a)) < 20 /* d */); // after
    switch (/* s */ AWAIT(quiet(a)) /* t */) { // sw
    case 20: // twenty
        a++; // fall
    default: /* d */
        a++;
    }
    return /* r */ a + b // s
           + c + d + e + AWAIT(quiet(1)) /* t */; // u
}

static ASYNC int directives(int x)
{
    int a = 1,
#if ENABLED
        b = AWAIT(quiet(x)),
#else
        b = 0,
#endif
        c = 3;
    int d = add(
#ifdef ENABLED
        AWAIT(quiet(a)),
#else
        0,
#endif
        b);
    if (a && AWAIT(quiet(1))) {
        a++;
    }
#if ENABLED
    else {
        a--;
    }
#endif
    int list[] = {
        1,
#if ENABLED
        AWAIT(quiet(2)),
#endif
#define THREE 3
        THREE,
    }, *p = list;
    AWAIT(turn());
    return a + b + c + d + p[1] + AWAIT(quiet(1));
}

static ASYNC int in_operand(int a)
{
    int *p = &a;
    a = *p
#if 1
        + a
#endif
        + AWAIT(quiet(a));
    return a;
}

static ASYNC int between_name_and_arguments(int a)
{
    return AWAIT(
#if ENABLED
        quiet
#else
        get
#endif
        (a));
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(comments(3)));
    printf("%d\n", AWAIT(directives(3)));
    printf("%d\n", AWAIT(in_operand(7)));
    printf("%d\n", AWAIT(between_name_and_arguments(8)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
