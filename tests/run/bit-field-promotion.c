/* A bit-field of an unsigned type that has fewer bits than an int is used as an int, also by way of a temporary. */
#include "support.h"

#include <stdio.h>

struct part {
    unsigned few : 5;
    unsigned all : 32;
    unsigned long some : 20;
    signed long any : 20;
};

static ASYNC int test(void)
{
    struct part part = {.few = 3, .all = 7, .some = 9, .any = -4}, *p = &part;
    unsigned one = 1;
    printf("%d\n", p->few > AWAIT(quiet(-1)));
    printf("%d\n", (p->few = 5) > AWAIT(quiet(-1)));
    printf("%d\n", (turn, p->few) > AWAIT(quiet(-1)));
    printf("%d\n", p->some > AWAIT(quiet(-1)));
    printf("%d\n", p->some - 10 < AWAIT(quiet(0)));
    printf("%d\n", p->any + (AWAIT(turn()), one) > 9);
    printf("%d\n", p->all > (unsigned)AWAIT(quiet(-1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
