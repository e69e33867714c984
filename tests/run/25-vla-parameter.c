/* A parameter that is a pointer to a variable length array: its size is computed once, on entry. */
#include "support.h"

#include <stdio.h>

static ASYNC int trace(int n, int m[n][n])
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        AWAIT(turn());
        sum += m[i][i];
    }
    n = 1;
    AWAIT(turn());
    printf("%zu\n", sizeof m[0] / sizeof(int));
    return sum;
}

static ASYNC int total(int rows, int columns, int m[rows][columns]);

static ASYNC int total(int rows, int columns, int m[rows][columns])
{
    int sum = 0;
    for (int(*row)[columns] = m; row < m + rows; row++) {
        for (int i = 0; i < columns; i++) {
            sum += AWAIT(quiet((*row)[i]));
        }
    }
    return sum;
}

static ASYNC int test(void)
{
    int m[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    printf("%d\n", AWAIT(trace(3, m)));
    printf("%d\n", AWAIT(total(3, 3, m)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
