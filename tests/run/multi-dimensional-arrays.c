/* Arrays of arrays, of structs and of strings, and pointers to arrays. */
#include "support.h"

#include <stdio.h>

struct cell {
    char mark;
    int weight[2];
};

static ASYNC int sum(int (*rows)[3], int n)
{
    int total = 0;
    for (int(*row)[3] = rows; row < rows + n; row++) {
        for (int *x = *row; x < *row + 3; x++) {
            total += AWAIT(quiet(*x));
        }
    }
    return total;
}

/* Of what is written in part behind an AWAIT, the rest is needed. */
static ASYNC int written_in_part(int i)
{
    int a[2] = {1, 2}, m[2][2] = {{3, 4}, {5, 6}};
    struct {
        int items[2], other;
    } s = {{7, 8}, 9};
    AWAIT(turn());
    a[i] = 10;
    m[i][i] = 20;
    s.items[i] = 30;
    return a[!i] + m[0][1] * 10 + s.other * 100 + s.items[!i] * 1000;
}

static ASYNC int test(void)
{
    int m[2][3] = {{1, 2, 3}, {4, 5, AWAIT(get(6))}};
    AWAIT(turn());
    printf("%d %zu\n", AWAIT(sum(m, 2)), sizeof m);
    m[AWAIT(quiet(1))][AWAIT(quiet(0))] = AWAIT(quiet(40));
    printf("%d %d\n", m[1][0], (*(m + 1))[AWAIT(quiet(2))]);
    struct cell board[2][2] = {{{'a', {1, 2}}}, [1][1] = {'d', {AWAIT(quiet(7)), 8}}};
    AWAIT(turn());
    board[0][1] = board[1][1];
    board[0][1].weight[1] = AWAIT(quiet(80));
    printf("%c %c %d %d %d\n", board[0][0].mark, board[0][1].mark, board[0][1].weight[0], board[0][1].weight[1],
           board[1][1].weight[1]);
    char words[3][6] = {"zero", "one", "two"};
    AWAIT(turn());
    words[2][0] = (char)AWAIT(quiet('T'));
    for (int i = 0; i < 3; i++) {
        puts(words[AWAIT(quiet(i))]);
    }
    int cube[2][2][2] = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, (*half)[2] = cube[1];
    AWAIT(turn());
    printf("%d %d\n", half[1][0], cube[AWAIT(quiet(0))][AWAIT(quiet(1))][AWAIT(quiet(1))]);
    printf("%d\n", AWAIT(written_in_part(0)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
