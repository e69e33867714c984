/* An array of variable size behind the last AWAIT, and one in front of it, in one block. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static ASYNC int copied(int n)
{
    int kept[n];
    memset(kept, 0, sizeof kept);
    kept[n - 1] = AWAIT(quiet(n));
    typeof(kept) copy;
    memcpy(copy, kept, sizeof copy);
    int *last = copy + n - 1;
    return *last + (int)(sizeof copy / sizeof *copy);
}

static ASYNC int in_loop(int n)
{
    int total = 0;
    for (int i = 1; i <= n; i++) {
        int kept[i][2];
        kept[i - 1][1] = AWAIT(quiet(i));
        if (i == 2) {
            continue;
        }
        typeof(kept[0]) *row = kept + i - 1;
        typeof(kept) copy;
        memcpy(copy + i - 1, row, sizeof *row);
        total = total * 10 + copy[i - 1][1];
        if (i == 4) {
            break;
        }
    }
    return total;
}

static ASYNC void async_main(void)
{
    printf("%d %d %d\n", AWAIT(copied(1)), AWAIT(copied(3)), AWAIT(in_loop(5)));
}

int main(void)
{
    async_run(async_main());
    return 0;
}
