/* AWAITs between the cases of a switch, with fallthrough. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    for (int i = 0; i < 6; i++) {
        int x = 0;
        switch (i) {
        case 0:
            x += AWAIT(get(1));
            /* fallthrough */
        case 1:
            x += AWAIT(get(10));
            __attribute__((fallthrough));
        case 2:
            x += 100;
            break;
        default:
            AWAIT(turn());
            x += AWAIT(get(1000));
            /* fallthrough */
        case 4:
            x += 10000;
        }
        printf("%d: %d\n", i, x);
    }
    switch (AWAIT(get(3)))
    case 3:
        puts("a switch without braces");
    switch (AWAIT(get(9))) {
        AWAIT(get(100)); /* never reached */
    case 1:
        break;
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
