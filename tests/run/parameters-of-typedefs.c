/* A parameter of a const typedef of an array is a pointer that may change, to what may not. */
// erase: no, C leaves open when an argument is read
#include "support.h"
#include <stdio.h>

typedef int matrix[2][2];

static int which(const int (*rows)[2], int x)
{
    return rows[0][0] + x;
}

static ASYNC int changed_later(const matrix m, const matrix other)
{
    return which(m, AWAIT(quiet(0)) + (m = other, 0));
}

static ASYNC int walked(const matrix m)
{
    const matrix *const end = (const matrix *)m + 1;
    int sum = 0;
    for (; m < *end; m++) {
        sum = sum * 10 + (*m)[AWAIT(quiet(1))];
    }
    return sum;
}

static ASYNC int test(void)
{
    matrix one = {{1, 2}, {3, 4}}, two = {{5, 6}, {7, 8}};
    printf("%d\n", AWAIT(changed_later((const int(*)[2])one, (const int(*)[2])two)));
    printf("%d\n", AWAIT(walked((const int(*)[2])two)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
