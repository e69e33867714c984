// Errors that leave scopes with DEFERs and cleanup variables, in loops, switches and recursion.
// erase: no, it raises
#include "support.h"
#include <stdio.h>
struct big {
    int v[20];
};
static void end(int *x)
{
    printf("end %d\n", *x);
}
static ASYNC void nothing(int x)
{
    printf("nothing %d\n", x);
    AWAIT(turn());
}
static ASYNC int fail(int x)
{
    AWAIT(turn());
    if (x > 2)
        RAISE(x, "no %d", x);
    return x;
}
static ASYNC struct big failbig(int x)
{
    int y __attribute__((cleanup(end))) = 70;
    AWAIT(turn());
    if (x > 2)
        RAISE(x, "no %d", x);
    return (struct big){{[5] = x}};
}
static ASYNC int deep(int n)
{
    DEFER
    {
        printf("deep %d\n", n);
        AWAIT(turn());
    }
    int k __attribute__((cleanup(end))) = n * 100;
    if (!n)
        RAISE(9, "deep");
    return AWAIT(deep(n - 1)) + 1;
}
static ASYNC int inner_catch(int x)
{
    async_error e;
    int r = AWAIT_CATCH(fail(x), &e);
    printf("caught %d %d\n", r, e.code);
    return e.code;
}
static ASYNC int t1(int x)
{
    int a __attribute__((cleanup(end))) = AWAIT(quiet(1));
    DEFER
    {
        printf("defer %d\n", a);
        a = AWAIT(inner_catch(x));
        AWAIT(turn());
    }
    for (int i = 0; i < 3; i++) {
        int b __attribute__((cleanup(end))) = i + 10;
        DEFER
        {
            AWAIT(get(i + 20));
            if (i == 1) {
                printf("i1\n");
            }
        }
        if (x == 1 && i == 1)
            break;
        if (x == 2 && i == 1)
            continue;
        if (x == 5 && i == 2)
            return AWAIT(quiet(55)) + b;
        b += AWAIT(fail(x == 3 && i == 2 ? 3 : 0)) && x == 4 ? AWAIT(fail(4)) : AWAIT(fail(1));
        {
            DEFER
            {
                printf("x\n");
            }
        }
        {
            int c __attribute__((cleanup(end))) = 99;
            if (i)
                goto next;
            AWAIT(turn());
        }
    next:;
    }
    async_error e, e2;
    struct big g = AWAIT_CATCH(failbig(x), &e);
    printf("%d %d %d\n", e.code, g.v[5], (AWAIT_CATCH(fail(x), &e2) || e2.code ? AWAIT(quiet(2)) : 3));
    return AWAIT_CATCH(fail(1), &e) + (AWAIT(quiet(x)) > 3 ? AWAIT(fail(x)) : a);
}
static ASYNC int t2(int x)
{
    int n = 0;
again:;
    DEFER
    {
        printf("again defer %d\n", n);
        AWAIT(turn());
    }
    int k __attribute__((cleanup(end))) = n;
    if (n++ < x)
        goto again;
    switch (AWAIT(quiet(x))) {
    case 0: {
        DEFER
        {
            AWAIT(nothing(0));
        }
        break;
    }
    case 1: {
        DEFER
        {
            AWAIT(nothing(1));
        }
    }
        __attribute__((fallthrough));
    case 2: {
        DEFER
        {
            AWAIT(nothing(2));
        }
        int m __attribute__((cleanup(end))) = 500;
        if (x == 2)
            return m;
    }
        __attribute__((fallthrough));
    default: {
        DEFER
        {
            AWAIT(nothing(3));
        }
        AWAIT(turn());
    }
    }
    return ({
               DEFER
               {
                   AWAIT(nothing(4));
               }
               int z __attribute__((cleanup(end))) = 44;
               AWAIT(quiet(z));
           }) +
           AWAIT(fail(x));
}
static ASYNC int async_main(void)
{
    for (int i = 0; i < 6; i++) {
        async_error e;
        int r = AWAIT_CATCH(t1(i), &e);
        printf("t1 %d: %d %d\n", i, r, e.code);
    }
    for (int i = 0; i < 5; i++) {
        async_error e;
        int r = AWAIT_CATCH(t2(i), &e);
        printf("t2 %d: %d %d\n", i, r, e.code);
    }
    for (int i = 0; i < 4; i++) {
        async_error e;
        int r = AWAIT_CATCH(deep(i), &e);
        printf("deep %d: %d %d\n", i, r, e.code);
    }
    return 0;
}
int main(void)
{
    return async_run(async_main());
}
