/* The comma operator, in statements, conditions, arguments and subscripts. */
#include "support.h"

#include <stdio.h>

static ASYNC int sum(int a, int b)
{
    AWAIT(turn());
    return a + b;
}

static ASYNC int test(void)
{
    int x, y;
    x = (AWAIT(get(1)), AWAIT(get(2)), 3);
    printf("%d\n", x);
    AWAIT(get(4)), y = AWAIT(get(5)), note(6);
    printf("%d\n", y);
    AWAIT(get(7)), AWAIT(get(8));
    x ? (AWAIT(get(9)), (AWAIT(get(10)))) : note(11), (AWAIT(turn()), AWAIT(get(12)));
    for (; y < 8; y++, AWAIT(get(y))) {
        ({ AWAIT(turn()), AWAIT(get(13)); });
    }
    y = 6;
    if (x = AWAIT(get(0)), y += 1, AWAIT(get(x))) {
        puts("not here");
    }
    printf("%d\n", AWAIT(sum((note(1), AWAIT(quiet(2))), (AWAIT(quiet(3)), 4))));
    int a[] = {10, 20, 30};
    printf("%d\n", a[note(0), AWAIT(get(2))]);
    for (x = 0, y = AWAIT(get(3)); AWAIT(turn()), x < y; x++, AWAIT(turn()), y--) {
        printf("%d %d\n", x, y);
    }
    return (AWAIT(turn()), puts("end"), AWAIT(quiet(0)));
}

int main(void)
{
    return async_run(test());
}
