/* Switches in switches, each with its own cases and breaks. */
#include "support.h"

#include <stdio.h>

static ASYNC int table(int a, int b)
{
    switch (AWAIT(quiet(a))) {
    case 0:
        switch (AWAIT(quiet(b))) {
        case 0:
            AWAIT(turn());
            return 0;
        case 1:
            break;
        default:
            switch (b) {
            case 2:
                AWAIT(turn());
                break;
            }
            return 2;
        }
        return 1;
    case 1:
        AWAIT(turn());
        switch (b) {
        case 0:
            AWAIT(turn());
            /* fallthrough */
        case 1:
            a += 10;
            break;
        }
        /* fallthrough */
    default:
        a += AWAIT(quiet(100));
    }
    return a;
}

static ASYNC int test(void)
{
    for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
            printf("%d ", AWAIT(table(a, b)));
        }
    }
    puts("");
    return 0;
}

int main(void)
{
    return async_run(test());
}
