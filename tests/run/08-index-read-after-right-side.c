/* `a[i] = AWAIT(f())`: the right side first, so that i is what f made of it. */
#include "support.h"

#include <stdio.h>

// erase: no, C leaves the order open

static int i;

static ASYNC int step(int result)
{
    i++;
    AWAIT(turn());
    i++;
    return result;
}

struct row {
    int cells[8];
    struct row *next;
};

static struct row first, second = {.next = &first}, *row = &first;

static ASYNC int advance(int result)
{
    AWAIT(turn());
    row = &second;
    i = 2;
    return result;
}

static ASYNC int test(void)
{
    int a[8] = {0};
    a[i] = AWAIT(step(1));
    a[i++] = AWAIT(step(2));
    a[i] += AWAIT(step(3));
    for (int k = 0; k < 8; k++) {
        printf("%d ", a[k]);
    }
    printf("i = %d\n", i);
    i = 0;
    row->cells[i] = AWAIT(advance(4));
    printf("%d %d\n", first.cells[2], second.cells[2]);
    row->next->cells[i] = AWAIT(step(5));
    printf("%d\n", first.cells[4]);
    return 0;
}

int main(void)
{
    return async_run(test());
}
