/* `*p() = AWAIT(f())`: f, then p, each once. */
#include "support.h"

#include <stdio.h>

// erase: no, C leaves the order open

static int cell;
static struct pair {
    int left, right;
} pair;

static int *place(void)
{
    printf("place, cell = %d\n", cell);
    return &cell;
}

static struct pair *pair_place(void)
{
    puts("pair_place");
    return &pair;
}

static ASYNC int *await_place(void)
{
    puts("await_place");
    AWAIT(turn());
    return &cell;
}

static ASYNC int test(void)
{
    *place() = AWAIT(get(5));
    printf("%d\n", cell);
    place()[0] = AWAIT(get(6));
    *AWAIT(await_place()) = AWAIT(get(7));
    printf("%d\n", cell);
    *AWAIT(await_place()) += note(1);
    printf("%d\n", cell);
    pair_place()->right = AWAIT(get(8));
    (*pair_place()).left = AWAIT(get(9));
    printf("%d %d\n", pair.left, pair.right);
    pair_place()->left++;
    ++*AWAIT(await_place());
    (*AWAIT(await_place()))--;
    printf("%d %d\n", pair.left, cell);
    return 0;
}

int main(void)
{
    return async_run(test());
}
