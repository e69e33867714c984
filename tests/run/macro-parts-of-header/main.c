/* Macros of headers that begin or end in the middle of something by way of other macros. */
#include "parts.h"
#include "support.h"
#include <stdio.h>

static ASYNC int parts(int x)
{
    int y[8] = {0};
    int list[] = {1, AWAIT(quiet(2)) PART_TAIL_ENDS
    PART_DO
        x++;
        AWAIT(turn());
    } while (x < 5);
    y[5] = 1000;
    if (AWAIT(quiet(x)) == 12) PART_RETURN AWAIT(quiet(x)); }
    return PART_OF_Y AWAIT(quiet(5))] + AWAIT(quiet(2)) * PART_SUM AWAIT(quiet(3)) + list[1] + list[2];
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(parts(3)));
    printf("%d\n", AWAIT(parts(11)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
