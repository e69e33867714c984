/* Parameters of variably modified type in every form, in functions that await, that do not, and that start later. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static ASYNC int no_await(int n, int m[n][n])
{
    return m[1][1] + (int)sizeof m[0];
}

static ASYNC int qualified(int n, const int a[static n], volatile double b[restrict n][n], char *const names[n])
{
    AWAIT(turn());
    b[n - 1][0] += a[n - 1];
    AWAIT(turn());
    printf("%.1f %s %zu\n", b[1][0], names[1], sizeof b[0]);
    return a[0];
}

static ASYNC int incomplete(int n, int m[][n * 2 + 1], int (*p)[n + 1][3], const char (*text)[n])
{
    int(*second)[n * 2 + 1] = m + 1;
    n = 100;
    m++;
    AWAIT(turn());
    printf("%zu %zu %zu %zu %d\n", sizeof *m, sizeof *p, sizeof(*p)[0], sizeof *text, m == second);
    (*m)[0] = AWAIT(quiet(5));
    m[0][1] += AWAIT(quiet(6));
    (*p)[1][2] = (*text)[0];
    AWAIT(turn());
    return (*second)[0] * 10 + second[0][1];
}

static ASYNC int callback(int n, int (*f)(int k, int a[k][k]), int m[n][n])
{
    AWAIT(turn());
    int before = f(n, m);
    AWAIT(turn());
    return before + f(n - 1, m);
}

static int corner(int k, int a[k][k])
{
    return a[k - 1][k - 1];
}

static ASYNC int fill(int n, int m[n][n], int value)
{
    for (int i = 0; i < n; i++) {
        m[i][i] = value;
        AWAIT(turn());
    }
    int inner[n][n];
    memcpy(inner, m, sizeof inner);
    return (n > 1 ? AWAIT(fill(n - 1, (int(*)[n - 1]) & inner[0][0], value + 1)) : 0) + inner[0][0];
}

ASYNC int from_elsewhere(int n, const int m[n][n]);

static ASYNC int test(void)
{
    int m[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, wide[2][5] = {{0}};
    volatile double b[2][2] = {{0}};
    char one[] = "one", two[] = "two", *const names[] = {one, two};
    int p[3][3] = {{0}};
    printf("%d\n", AWAIT(no_await(3, m)));
    printf("%d\n", AWAIT(qualified(2, (int[]){8, 9}, b, names)));
    printf("%d\n", AWAIT(incomplete(2, wide, &p, &"x")));
    printf("%d\n", p[1][2]);
    printf("%d\n", AWAIT(callback(3, corner, m)));
    printf("%d\n", AWAIT(fill(3, m, 10)));
    printf("%d\n", AWAIT(from_elsewhere(3, m)));
    ASYNC int (*pointer)(int n, int (*)[n]) = no_await;
    int n = AWAIT(quiet(3));
    printf("%d\n", AWAIT(pointer(n, m)));
    int copy[n][n], (*at)[n] = copy;
    memcpy(copy, m, sizeof m);
    printf("%d\n", AWAIT(from_elsewhere(n, at)) + AWAIT(pointer(AWAIT(quiet(n)), copy)));
    return 0;
}

ASYNC int from_elsewhere(int n, const int m[n][n])
{
    int sum = 0;
    for (const int(*row)[n] = m; row < m + n; row++) {
        sum += (*row)[AWAIT(quiet(0))];
    }
    return sum;
}

int main(void)
{
    return async_run(test());
}
