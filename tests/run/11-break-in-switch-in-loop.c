/* `break` belongs to the switch inside the loop, or to the loop inside the switch. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    for (int i = 0; i < 4; i++) {
        switch (AWAIT(get(i))) {
        case 0:
            puts("zero");
            break;
        case 1:
            AWAIT(turn());
            puts("one");
            break;
        default:
            if (i == 3) {
                puts("three");
                break;
            }
            AWAIT(turn());
            puts("many");
        }
        printf("after %d\n", i);
    }
    switch (AWAIT(get(1))) {
    case 1:
        for (;;) {
            if (AWAIT(get(1))) {
                break;
            }
        }
        puts("the loop is left");
        while (1) {
            switch (AWAIT(get(2))) {
            case 2:
                break;
            }
            break;
        }
        puts("and the other");
        break;
    case 2:
        puts("not here");
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
