/* A loop that is entered only by a jump over its head; what follows it must be seen as reached, or the counter behind it
 * would not outlive the await. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int entered = 0, turns = 0;
    if (1) {
        goto inside;
    }
    while (entered < 3) {
    inside:
        printf("in %d\n", entered++);
    }
    DEFER { puts("outer"); }
    while (turns++ < 3) {
        AWAIT(turn());
        DEFER { puts("turn"); }
        puts("body");
    }
    return turns - 4;
}

int main(void)
{
    return async_run(test());
}
