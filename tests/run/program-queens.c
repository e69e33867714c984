/* The eight queens, by recursion with backtracking. */
#include "support.h"

#include <stdio.h>

enum { N = 6 };

static ASYNC int is_safe(const int *columns, int row, int column)
{
    for (int i = 0; i < row; i++) {
        int distance = columns[i] - column;
        if (distance == 0 || distance == row - i || distance == i - row) {
            return 0;
        }
    }
    if (row == 2) {
        AWAIT(turn());
    }
    return 1;
}

static ASYNC int place(int *columns, int row)
{
    if (row == N) {
        for (int i = 0; i < N; i++) {
            printf("%d%c", columns[i], i == N - 1 ? '\n' : ' ');
        }
        return 1;
    }
    int solutions = 0;
    for (int column = 0; column < N; column++) {
        if (!AWAIT(is_safe(columns, row, column))) {
            continue;
        }
        columns[row] = column;
        solutions += AWAIT(place(columns, row + 1));
    }
    return solutions;
}

static ASYNC int test(void)
{
    int columns[N];
    printf("%d\n", AWAIT(place(columns, 0)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
