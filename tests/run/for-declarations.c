/* What the head of a for declares, of locals in the frame and of types without a name. */
#include "support.h"
#include <stdio.h>

static ASYNC int loops(int n)
{
    int sum = 0, *p = &n;
    for (int i = *p, *q = &n; i > 0; i -= *q / 2) {
        sum += i;
    }
    for (int i = 0, end = *p; i < end; i++) {
        AWAIT(turn());
        sum += i;
    }
    for (struct { int a, b; } s = {*p, 1}; s.a > s.b; s.a--) {
        sum += s.a;
    }
    for (struct { int a, b; } s = {*p, 1}, *t = &s; s.a > s.b; s.a--) {
        AWAIT(turn());
        sum += t->a;
    }
    int i, *volatile q = p;
    for (i = *q; i > 0; i -= AWAIT(quiet(1)))
        sum += i;
    return sum;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(loops(5)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
