/* Sizes that stand in front of all declarators, in a typeof: they are evaluated once. */
#include "support.h"
#include <stdio.h>

static ASYNC int from_kept_array(int n)
{
    int kept[n], sum = 0, k = 1;
    kept[0] = 2;
    kept[1] = 3;
    AWAIT(turn());
    for (int i = 0; i < 2; i++) {
        __typeof__(int[kept[k++]]) copy;
        copy[0] = 1;
        sum += (int)sizeof copy + k * 100 + copy[0];
        k = 0;
    }
    AWAIT(turn());
    return sum + kept[1];
}

static ASYNC int across_awaits(int n)
{
    int sum = 0, k = 1;
    AWAIT(turn());
    for (int i = 0; i < 2; i++) {
        __typeof__(int[n + k++]) a;
        __typeof__(char (*)[n + k++]) pointer = 0;
        __typeof__(short[AWAIT(quiet(k))]) awaited;
        a[0] = AWAIT(quiet(k));
        awaited[0] = 1;
        sum += (int)(sizeof a + sizeof *pointer + sizeof awaited) + k * 1000 + a[0] + awaited[0];
    }
    return sum;
}

static ASYNC int several(int n)
{
    int kept[n], sum = 0, k = 1;
    kept[0] = 2;
    kept[1] = 3;
    AWAIT(turn());
    for (int i = 0; i < 2; i++) {
        __typeof__(int[kept[k] + 1]) a, *b = &a, c[2];
        k = 0;
        a[0] = AWAIT(quiet(i));
        c[1][0] = 2;
        sum += (int)(sizeof a + sizeof *b + sizeof c) + (*b)[0] + c[1][0];
    }
    return sum + kept[1];
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(from_kept_array(2)));
    printf("%d\n", AWAIT(across_awaits(2)));
    printf("%d\n", AWAIT(several(2)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
