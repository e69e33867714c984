/* A bit-field of an unsigned type that has fewer bits than an int is used as an int, also by way of a temporary. */
#include "support.h"

#include <stdio.h>

struct part {
    unsigned few : 5;
    unsigned all : 32;
    unsigned long some : 20;
    signed long any : 20;
    unsigned long long wide : 40;
};

/* The last value of a statement expression: GCC promotes it, Clang does not. Whichever compiles this is right. */
static ASYNC int in_bodies(struct part *p)
{
    int few = ({ p->few; }) - 6 < 0, set = ({ (void)0, (p->few = 5); }) - 6 < 0, some = ({ (p->some); }) - 20 < 0;
    int wide = ({ p->wide; }) * 2 == 0;
    few -= ({ p->few; }) - AWAIT(quiet(6)) < 0;
    set -= ({ AWAIT(turn()), (p->few = 5); }) - AWAIT(quiet(6)) < 0;
    some -= ({ (p->some); }) - AWAIT(quiet(20)) < 0;
    wide -= ({ p->wide; }) * AWAIT(quiet(2)) == 0;
    return few | set << 1 | some << 2 | wide << 3;
}

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
    part.wide = 1ull << 39;
    printf("%d\n", AWAIT(in_bodies(&part)));
    printf("%d\n", p->all > (unsigned)AWAIT(quiet(-1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
