/* `a[i++] = AWAIT(f())` steps i once, and stores where i stood. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int a[4] = {0};
    int i = 0;
    a[i++] = AWAIT(get(10));
    a[i++] = AWAIT(get(20));
    a[++i] = AWAIT(get(30));
    printf("%d %d %d %d, i = %d\n", a[0], a[1], a[2], a[3], i);
    int *p = a;
    *p++ += AWAIT(get(5));
    *++p = AWAIT(get(7));
    printf("%d %d %d %d, p = a + %d\n", a[0], a[1], a[2], a[3], (int)(p - a));
    return 0;
}

int main(void)
{
    return async_run(test());
}
