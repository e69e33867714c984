/* The address of a local stays valid, and its own, across an AWAIT. */
#include "support.h"

#include <stdio.h>

static int *kept;

static ASYNC void add(int *p, int n)
{
    AWAIT(turn());
    *p += n;
    AWAIT(turn());
    *p += n;
}

static void keep(int *p)
{
    kept = p;
}

static ASYNC int parameter(int n)
{
    int *p = &n;
    AWAIT(add(p, 100));
    AWAIT(add(&n, 1));
    printf("%d %d\n", n, p == &n);
    return *p;
}

static ASYNC int test(void)
{
    int x = 1;
    int *p = &x;
    AWAIT(add(&x, 1));
    printf("%d %d\n", x, p == &x);
    AWAIT(add(p, 10));
    printf("%d %d\n", x, p == &x);
    int y = 5;
    keep(&y);
    AWAIT(turn());
    *kept = 6;
    AWAIT(turn());
    printf("%d %d\n", y, kept == &y);
    int a[3] = {1, 2, 3};
    int *middle = a + 1;
    AWAIT(add(middle, 4));
    printf("%d %d %d, %td\n", a[0], a[1], a[2], middle - a);
    struct {
        int i;
        char text[8];
    } s = {7, "seven"};
    char *text = s.text;
    AWAIT(add(&s.i, 1));
    text[0] = 'S';
    AWAIT(turn());
    printf("%d %s\n", s.i, s.text);
    printf("%d\n", AWAIT(parameter(3)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
