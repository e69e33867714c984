/* `continue` in a switch belongs to the loop around it. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int i = 0;
    while (i < 5) {
        switch (i++) {
        case 1:
            AWAIT(turn());
            continue;
        case 2:
            puts("two");
            break;
        case 3:
            if (AWAIT(get(3))) {
                continue;
            }
            puts("not here");
        }
        printf("end of %d\n", i);
    }
    for (int j = 0; j < 3; j += AWAIT(get(1))) {
        switch (j) {
        case 0:
        case 1:
            continue;
        }
        printf("j = %d\n", j);
    }
    int k = 0;
    do {
        switch (AWAIT(quiet(k))) {
        default:
            continue;
        case 2:
            puts("k is 2");
        }
    } while (k++ < AWAIT(quiet(3)));
    printf("%d\n", k);
    return 0;
}

int main(void)
{
    return async_run(test());
}
