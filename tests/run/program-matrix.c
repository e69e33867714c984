/* Multiplication of matrices in nested loops, by element functions that await. */
#include "support.h"

#include <stdio.h>

enum { N = 4 };
typedef struct {
    double at[N][N];
} matrix;

static ASYNC double dot(const matrix *a, const matrix *b, int row, int column)
{
    double sum = 0;
    for (int k = 0; k < N; k++) {
        sum += a->at[row][k] * b->at[k][column];
    }
    AWAIT(turn());
    return sum;
}

static ASYNC matrix multiply(matrix a, matrix b)
{
    matrix c;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            c.at[i][j] = AWAIT(dot(&a, &b, i, j));
        }
    }
    return c;
}

static ASYNC matrix power(matrix a, unsigned n)
{
    matrix result = {{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}};
    for (; n; n >>= 1, a = AWAIT(multiply(a, a))) {
        if (n & 1) {
            result = AWAIT(multiply(result, a));
        }
    }
    return result;
}

static ASYNC int test(void)
{
    matrix a;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            a.at[i][j] = (i * j + i + 1) % 3;
        }
    }
    matrix b = AWAIT(power(a, 5));
    for (int i = 0; i < N; i++) {
        printf("%.0f %.0f %.0f %.0f\n", b.at[i][0], b.at[i][1], b.at[i][2], b.at[i][3]);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
