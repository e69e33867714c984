/* Several declarators in one declaration, each of another type, each reading those before it. */
#include "support.h"

#include <stdio.h>

static int seven(void)
{
    return 7;
}

static ASYNC int test(void)
{
    int a = AWAIT(get(1)), *b = &a, c[2] = {a, AWAIT(get(2))}, (*d)[2] = &c, (*e)(void) = seven, f;
    AWAIT(turn());
    f = *b + c[1] + (*d)[0] + e();
    printf("%d\n", f);
    const char *s = "text", t[] = "array", *const *u = &s;
    AWAIT(turn());
    printf("%s %s %s %zu\n", s, t, *u, sizeof t);
    struct point {
        int x, y;
    } p = {AWAIT(get(3)), 4}, *q = &p, r[] = {p, *q, {5, AWAIT(get(6))}};
    AWAIT(turn());
    q->x = 30;
    printf("%d %d %d %zu\n", p.x, r[0].x, r[2].y, sizeof r / sizeof *r);
    unsigned long long m = AWAIT(get(7)), n = m * 2, o;
    o = n;
    typedef int number, *number_pointer;
    number v = AWAIT(get(8));
    number_pointer w = &v;
    AWAIT(turn());
    printf("%llu %d\n", o, *w);
    int x = AWAIT(get(9)), y = x + AWAIT(get(x)), z = y > 17 ? AWAIT(get(y)) : 0;
    printf("%d %d %d\n", x, y, z);
    for (int i = AWAIT(quiet(0)), *j = &i, k[] = {5, 6}; *j < 2; ++*j) {
        AWAIT(turn());
        printf("%d\n", k[i]);
    }
    char *argv[] = {"one", "two", NULL}, **arg = argv;
    while (*arg) {
        AWAIT(turn());
        puts(*arg++);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
