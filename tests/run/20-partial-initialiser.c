/* What an initialiser does not name is zero, in each iteration. */
#include "support.h"

#include <stdio.h>

struct outer {
    int a;
    struct {
        int b, c[3];
    } inner;
    const char *name;
    union {
        int i;
        char bytes[8];
    };
};

static ASYNC int test(void)
{
    for (int i = 1; i < 3; i++) {
        struct outer o = {.inner = {.c = {[1] = AWAIT(get(i))}}};
        int a[5] = {AWAIT(quiet(i))};
        struct outer all = {0};
        AWAIT(turn());
        printf("%d %d %d%d%d %d %d\n", o.a, o.inner.b, o.inner.c[0], o.inner.c[1], o.inner.c[2], o.name == NULL, o.i);
        printf("%d %d %d %d %d, %d\n", a[0], a[1], a[2], a[3], a[4], all.inner.c[2]);
        o = (struct outer){9, {9, {9, 9, 9}}, "nine", {9}};
        all = o;
        for (int k = 0; k < 5; k++) {
            a[k] = -k;
        }
        AWAIT(turn());
        printf("%d %s %d\n", all.inner.c[0], o.name, a[4]);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
