/* `x + AWAIT(f())`: the left operand is read when reached, before f changes it. */
#include "support.h"

#include <stdio.h>

// erase: no, C leaves the order open

static int x = 1;

static ASYNC int change(void)
{
    x = 10;
    AWAIT(turn());
    x = 100;
    return 5;
}

static int change_now(void)
{
    x = 7;
    return 3;
}

static ASYNC int change_there(int *place)
{
    AWAIT(turn());
    *place = 100;
    return 5;
}

static ASYNC int of_locals(void)
{
    int local = 1, *p = &local;
    int sum = local + AWAIT(change_there(&local));
    local = 2;
    sum = sum * 1000 + (local + AWAIT(change_there(p)));
    return sum;
}

static ASYNC int test(void)
{
    printf("%d\n", x + AWAIT(change()));
    x = 1;
    printf("%d\n", AWAIT(change()) + x);
    x = 1;
    printf("%d\n", x + AWAIT(change()) + x);
    x = 1;
    printf("%d\n", x * 1000 + (AWAIT(change()) + change_now()) + x);
    x = 1;
    int sum = x;
    sum = sum + x + AWAIT(change()) * x;
    printf("%d\n", sum);
    x = 1;
    printf("%d\n", (x < 2) + (AWAIT(change()) > x));
    int *p = &x;
    x = 1;
    printf("%d\n", *p + AWAIT(change()));
    int a[101] = {[1] = 11, [100] = 1100};
    x = 1;
    printf("%d\n", a[x] + AWAIT(change()));
    printf("%d\n", AWAIT(of_locals()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
