/* The sizes of a type that is given a name are read where that stands: what is in them lives until then. */
#include "support.h"

#include <stdio.h>

#define ROWS(name, n) typedef short name[(n) + 1][n]

static ASYNC int sizes(int i, int j)
{
    int k = i * 2;
    AWAIT(turn());
    typedef int sum[i + 2];
    typedef __typeof__(int[k]) doubled;
    typedef int (*pointer)[j + 1], element, pair[2][j];
    printf("%zu %zu %zu\n", sizeof(sum), sizeof(doubled), sizeof(*(pointer)0));
    return (int)(sizeof(element) + sizeof(pair));
}

static ASYNC int effects(int i)
{
    int *p = &i, k = i + 1, result;
    AWAIT(turn());
    ++*p;
    {
        typedef char grid[i + 2][k++];
        result = sizeof(grid);
    }
    AWAIT(turn());
    return result * 100 + k;
}

static ASYNC int in_loops(int n)
{
    int total = 0;
    while (n-- > 0) {
        AWAIT(turn());
        typedef struct {
            __typeof__(total) *to;
        } handle;
        typedef char row[n + 1];
        typedef __typeof__(n) same;
        ROWS(rows, n + 2);
        static int (*kept)[sizeof(n)];
        handle h = {&total};
        same m = n;
        *h.to += (int)(sizeof(row) * 1000 + sizeof(rows) + sizeof(*kept)) + m;
    }
    return total;
}

static ASYNC void all(void)
{
    printf("%d\n", AWAIT(sizes(20, 3)));
    printf("%d\n", AWAIT(effects(20)));
    printf("%d\n", AWAIT(in_loops(3)));
}

int main(void)
{
    async_run(all());
    return 0;
}
