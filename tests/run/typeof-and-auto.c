/* typeof of variables that live in a frame, of parameters, of AWAITs, of arrays and functions; __auto_type chains. */
#include "support.h"

#include <stdio.h>

struct point {
    int x, y;
};

static ASYNC struct point point(int x)
{
    AWAIT(turn());
    return (struct point){x, x + 1};
}

static ASYNC int test(void)
{
    int a[3] = {1, 2, 3};
    AWAIT(turn());
    typeof(a) b = {4, 5, 6};
    typeof(a[0]) c = AWAIT(quiet(7));
    typeof(&a[0]) p = b;
    AWAIT(turn());
    printf("%zu %d %d\n", sizeof b, c, p[2]);
    __auto_type q = AWAIT(point(8));
    __auto_type r = &q;
    __auto_type s = r->y + 0.5;
    AWAIT(turn());
    printf("%d %.1f\n", r->x, s);
    typeof(AWAIT(point(1))) t = q, u[2] = {t, q};
    const typeof(t.x) v = AWAIT(quiet(9));
    AWAIT(turn());
    printf("%d %d %d\n", t.x, u[1].y, v);
    typeof(note) *f = note;
    typeof(int(*)[3]) w = &a;
    AWAIT(turn());
    printf("%d %d\n", f(10), (*w)[1]);
    for (typeof(c) i = 0; i < 2; i++) {
        typeof(i) j = AWAIT(quiet(i * 2));
        AWAIT(turn());
        printf("%d\n", j);
    }
    typeof(struct { int inner; }) x = {AWAIT(quiet(11))};
    AWAIT(turn());
    printf("%d\n", x.inner);
    return 0;
}

int main(void)
{
    return async_run(test());
}
