/* const locals, initialised by an AWAIT and used after others. */
#include "support.h"

#include <stdio.h>

struct point {
    int x, y;
};

static ASYNC struct point point(int x, int y)
{
    AWAIT(turn());
    return (struct point){x, y};
}

static ASYNC int test(void)
{
    const int c = AWAIT(get(3));
    const struct point p = AWAIT(point(1, c));
    const int a[] = {AWAIT(get(4)), c, 5};
    const int *const q = &a[1];
    const char s[] = "text";
    const double d = c / 2.0;
    AWAIT(turn());
    printf("%d %d %d %d %d %s %.1f\n", c, p.x, p.y, a[0], *q, s, d);
    for (int i = 0; i < 2; i++) {
        const int square = AWAIT(quiet(i * i + 2));
        AWAIT(turn());
        printf("%d\n", square);
    }
    int const volatile v = AWAIT(get(6));
    AWAIT(turn());
    printf("%d %d\n", v, q == a + 1);
    return 0;
}

int main(void)
{
    return async_run(test());
}
