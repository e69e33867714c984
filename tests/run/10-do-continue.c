/* `continue` in a do loop goes to its condition. */
#include "support.h"

#include <stdio.h>

static int left = 3;

static ASYNC int more(void)
{
    printf("more? %d\n", left);
    AWAIT(turn());
    return --left > 0;
}

static ASYNC int test(void)
{
    do {
        puts("body");
        if (left == 2) {
            continue;
        }
        puts("rest");
    } while (AWAIT(more()));
    do {
        continue;
    } while (AWAIT(get(0)));
    do {
        if (AWAIT(get(1))) {
            break;
        }
        puts("not here");
    } while (AWAIT(get(2)));
    int n = 0;
    do
        n += AWAIT(quiet(1));
    while (n < 4);
    printf("%d\n", n);
    do {
        AWAIT(get(n));
    } while (0);
    return 0;
}

int main(void)
{
    return async_run(test());
}
