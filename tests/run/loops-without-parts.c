/* for loops that lack parts, and loops without a body. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int i = 0;
    for (;;) {
        if (AWAIT(quiet(i)) == 3) {
            break;
        }
        i++;
    }
    for (; AWAIT(quiet(i)) < 5;)
        i++;
    for (i = AWAIT(get(7)); i < 9;)
        i += AWAIT(quiet(1));
    for (;; i += AWAIT(quiet(2)))
        if (i > 12)
            break;
    printf("%d\n", i);
    for (int left = 3; left-- && AWAIT(get(left));)
        ;
    while (AWAIT(quiet(i--)) > 5)
        ;
    printf("%d\n", i);
    do {
    } while (AWAIT(quiet(--i)) > 0);
    printf("%d\n", i);
    for (AWAIT(turn()); i < 1; AWAIT(turn()), i++)
        ;
    for (int j; (j = AWAIT(quiet(i))) < 3; i++) {
        printf("j = %d\n", j);
    }
    while (1) {
        for (;;) {
            AWAIT(turn());
            return i - 3;
        }
    }
}

int main(void)
{
    return async_run(test());
}
