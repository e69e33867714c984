/* `x += AWAIT(f())`: the right side first, then x is read and written at once, so that no update made by f is lost. */
#include "support.h"

#include <stdio.h>

// erase: no, C leaves the order open

static int x = 1;

static ASYNC int change(int result)
{
    x += 100;
    AWAIT(turn());
    x += 1000;
    return result;
}

static int *where(int *p)
{
    puts("where");
    return p;
}

static ASYNC int test(void)
{
    x += AWAIT(change(5));
    printf("%d\n", x);
    x = 1;
    x -= AWAIT(change(1));
    printf("%d\n", x);
    x = 1;
    printf("%d\n", x += AWAIT(change(2)));
    x = 1;
    x = x + AWAIT(change(5));
    printf("%d\n", x);
    *where(&x) <<= AWAIT(get(2));
    printf("%d\n", x);
    int a[] = {1, 2, 3}, i = 0;
    a[i++] *= AWAIT(get(10));
    a[i++] |= AWAIT(get(4));
    a[i] %= AWAIT(get(2));
    printf("%d %d %d, i = %d\n", a[0], a[1], a[2], i);
    int y = 1;
    y += x = AWAIT(change(3));
    printf("%d %d\n", x, y);
    unsigned char c = 250;
    c += AWAIT(quiet(10));
    double d = 1.5;
    d *= AWAIT(quiet(3));
    int truncated = 7;
    truncated *= AWAIT(quiet(1)) * 0.5;
    printf("%d %.1f %d\n", c, d, truncated);
    return 0;
}

int main(void)
{
    return async_run(test());
}
