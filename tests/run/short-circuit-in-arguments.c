/* && and || in call arguments, subscripts, initialisers and conditions, nested in one another. */
#include "support.h"

#include <stdio.h>

static ASYNC int three(int a, int b, int c)
{
    AWAIT(turn());
    return a * 100 + b * 10 + c;
}

static int plain_three(int a, int b, int c)
{
    return a * 100 + b * 10 + c;
}

static ASYNC int test(void)
{
    int yes = 1, no = 0;
    printf("%d\n", AWAIT(three(yes && AWAIT(quiet(5)), no && AWAIT(get(9)), no || AWAIT(quiet(0)))));
    printf("%d\n", plain_three(yes || AWAIT(get(9)), no || AWAIT(quiet(2)), yes && (no || AWAIT(quiet(3)))));
    int a[2] = {10, 20};
    printf("%d\n", a[yes && AWAIT(get(1))]);
    printf("%d\n", a[no && AWAIT(get(9))]);
    int b[] = {no || AWAIT(quiet(1)), no && AWAIT(get(9)), (yes && AWAIT(quiet(0))) || 1};
    printf("%d %d %d\n", b[0], b[1], b[2]);
    if ((AWAIT(get(1)) && (no || AWAIT(get(0)) || (yes && AWAIT(get(3))))) && !(no && AWAIT(get(9)))) {
        puts("then");
    }
    int x = 1 + (yes && AWAIT(get(2))) * 10 + (no || AWAIT(quiet(0)) || AWAIT(quiet(7))) * 100;
    printf("%d\n", x);
    while (x > 0 && AWAIT(quiet(x)) && x != 100) {
        x -= 11;
    }
    printf("%d\n", x);
    int y = 5;
    x = no && (y = AWAIT(get(9)));
    x += yes && (y = AWAIT(get(3)), y > 2);
    printf("%d %d\n", x, y);
    char *p = NULL;
    printf("%d\n", p && AWAIT(quiet(*p)));
    printf("%d %d\n", 0.0 || AWAIT(quiet(0)), 1.0 && AWAIT(quiet(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
