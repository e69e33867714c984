/* `continue` in a for loop runs the increment, with the AWAIT in it; `break` does not. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int i;
    for (i = 0; i < 6; i += AWAIT(get(1))) {
        if (i == 1) {
            continue;
        }
        if (i == 4) {
            break;
        }
        printf("i = %d\n", i);
    }
    printf("left at %d\n", i);
    for (int j = AWAIT(get(5)), k = AWAIT(get(2)); j > AWAIT(get(k)); j -= AWAIT(get(k))) {
        printf("j = %d\n", j);
        if (j == 5) {
            continue;
        }
        k = 3;
    }
    for (int j = 0;; AWAIT(turn()), j++) {
        if (j % 2) {
            continue;
        }
        if (AWAIT(get(j)) == 4) {
            break;
        }
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
