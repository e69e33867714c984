/* Conway's life: static arrays, wrapped subscripts, and a macro for the neighbours. */
#include "support.h"

#include <stdio.h>
#include <string.h>

enum { SIZE = 6 };
typedef char grid[SIZE][SIZE];

#define CELL(g, i, j) ((g)[((i) + SIZE) % SIZE][((j) + SIZE) % SIZE])

static ASYNC int neighbours(const char (*g)[SIZE], int i, int j)
{
    int n = 0;
    for (int di = -1; di <= 1; di++) {
        for (int dj = -1; dj <= 1; dj++) {
            if (di || dj) {
                n += CELL(g, i + di, j + dj);
            }
        }
    }
    AWAIT(turn());
    return n;
}

static ASYNC void step(grid g)
{
    grid next = {{0}};
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            switch (AWAIT(neighbours((const char(*)[SIZE])g, i, j))) {
            case 2:
                next[i][j] = g[i][j];
                break;
            case 3:
                next[i][j] = 1;
            }
        }
    }
    memcpy(g, next, sizeof next);
}

static ASYNC int test(void)
{
    grid g = {{0, 1}, {0, 0, 1}, {1, 1, 1}};
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                putchar(CELL(g, i, j) ? '#' : '.');
            }
            putchar(i == SIZE - 1 ? '\n' : ' ');
        }
        AWAIT(step(g));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
