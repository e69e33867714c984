/* Conditionals in conditionals, as arguments and operands, of void, struct and pointer type, and as addresses. */
#include "support.h"

#include <stdio.h>

struct pair {
    int a, b;
};

static ASYNC struct pair pair(int a, int b)
{
    AWAIT(turn());
    return (struct pair){a, b};
}

static ASYNC int sign(int x)
{
    return AWAIT(quiet(x)) < 0 ? -1 : AWAIT(quiet(x)) == 0 ? 0 : 1;
}

static ASYNC int test(void)
{
    struct pair left = {1, 2}, right = {3, 4};
    for (int i = -1; i < 2; i++) {
        printf("%d: ", AWAIT(sign(i)));
        struct pair p = i < 0 ? left : i ? AWAIT(pair(5, 6)) : right;
        printf("%d %d, ", p.a, p.b);
        printf("%d, ", (i < 0 ? left : AWAIT(pair(7, 8))).b);
        *(AWAIT(quiet(i)) > 0 ? &left.a : &right.a) += 10;
        printf("%d %d, ", left.a, right.a);
        int x = 1 + (i ? 2 * (i > 0 ? AWAIT(quiet(3)) : 4) : AWAIT(quiet(5))) + (i ? 100 : AWAIT(quiet(200)));
        printf("%d\n", x);
    }
    (AWAIT(get(1)) ? left : right).a == 11 ? AWAIT(turn()) : (void)puts("not here");
    AWAIT(quiet(0)) ? (void)0 : AWAIT(turn());
    const void *p = AWAIT(quiet(1)) ? (const void *)&left : AWAIT(quiet(1)) ? NULL : &right;
    printf("%d\n", p == &left);
    int y = (AWAIT(quiet(0)), AWAIT(quiet(1))) ? AWAIT(quiet(2)) ? AWAIT(quiet(3)) ? AWAIT(quiet(4)) : 5 : 6 : 7;
    printf("%d\n", y);
    printf("%s\n", &"no\0yes"[AWAIT(quiet(1)) ? 3 : 0]);
    return 0;
}

int main(void)
{
    return async_run(test());
}
