/* AWAIT in the sizes of arrays and of what points to arrays. */
#include "support.h"

#include <stdio.h>

static ASYNC int sizes(int n)
{
    int a[AWAIT(get(n))], b[AWAIT(quiet(2))][AWAIT(quiet(n)) + 1], i = 0;
    int (*p)[AWAIT(get(3))] = (int (*)[3])(void *)a;
    a[2] = AWAIT(quiet(7));
    b[1][n] = AWAIT(quiet(8));
    AWAIT(turn());
    printf("%zu %zu %zu\n", sizeof a / sizeof *a, sizeof b / sizeof **b, sizeof *p / sizeof **p);
    return (*p)[2] + b[1][n] + i;
}

/* Nothing else awaits while it is there. */
static ASYNC size_t alone(int n)
{
    {
        char text[AWAIT(get(1)) * n++ + AWAIT(get(2))];
        text[0] = 'x';
        return sizeof text + (size_t)n + (size_t)(text[0] - 'x');
    }
}

static ASYNC int in_loop(int n)
{
    int sum = 0;
    for (int i = 1; i < n; i++) {
        int a[i][AWAIT(quiet(i))], *q = &a[0][0], size = (int)(sizeof a / sizeof **a);
        DEFER {
            AWAIT(turn());
            sum += a[0][0];
        }
        if (i == 3) {
            a[0][0] = 1;
            continue;
        }
        *q = size;
        AWAIT(turn());
        q[size - 1] = AWAIT(quiet(size));
        sum += a[i - 1][i - 1];
    }
again:;
    char c[sum > 100 ? AWAIT(get(1)) : AWAIT(get(2))];
    c[0] = 1;
    AWAIT(turn());
    sum += (int)sizeof c + 50;
    if (sum < 150) {
        goto again;
    }
    return sum + c[0];
}

#define COUNT(x) AWAIT(quiet(x))
#define TABLE(name, x) int name[COUNT(x)]

static ASYNC int by_macro(int n)
{
    TABLE(t, n);
    TABLE(u[2], n);
    t[0] = AWAIT(quiet(4));
    u[1][n - 1] = 5;
    AWAIT(turn());
    return t[0] * 10 + u[1][n - 1] + (int)(sizeof u / sizeof(int));
}

/* Types without a variable. */
static ASYNC int types(int n)
{
    int a[6] = {1, 2, 3, 4, 5, 6}, *p = a;
    int size = (int)(sizeof(int[AWAIT(get(3))]) + sizeof(char[n][AWAIT(get(4)) + n]) * (size_t)AWAIT(quiet(10)));
    int (*rows)[3] = (int (*)[AWAIT(get(3))])p;
    printf("%d %d\n", size, rows[1][1]);
    return (*(int (*)[AWAIT(get(2))])(p + AWAIT(get(1))))[1];
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(types(2)));
    printf("%d\n", AWAIT(sizes(3)));
    printf("%zu\n", AWAIT(alone(5)));
    printf("%d\n", AWAIT(in_loop(5)));
    printf("%d\n", AWAIT(by_macro(4)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
