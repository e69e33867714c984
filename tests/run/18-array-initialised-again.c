/* An array's initialiser runs in each iteration. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    for (int i = 0; i < 3; i++) {
        int a[3] = {i, AWAIT(quiet(i * 10)), 7};
        char s[4] = "abc";
        int zero[2] = {0};
        AWAIT(turn());
        printf("%d %d %d %s %d %d\n", a[0], a[1], a[2], s, zero[0], zero[1]);
        a[0] = a[2] = zero[1] = -1;
        s[1] = 'X';
        AWAIT(turn());
        printf("%d %d %d %s %d %d\n", a[0], a[1], a[2], s, zero[0], zero[1]);
    }
    int n = 0;
again : {
    int b[] = {n, n + 1};
    AWAIT(turn());
    printf("%d %d\n", b[0], b[1]);
    b[0] = b[1] = -1;
    AWAIT(turn());
    if (b[0] < 0 && n++ < 2) {
        goto again;
    }
}
    return 0;
}

int main(void)
{
    return async_run(test());
}
