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

/* What gives the value of a bit-field as it is: to GCC also where the operator is not one of C. */
#define SAME(few) printf("%d", ((few) - 40 < none) - ((few) - 40 < AWAIT(quiet(0))))
#define SAME_WIDE(wide) printf("%d", ((wide) << 39 == 0) - (((wide) << 39) * AWAIT(quiet(1)) == 0))

static ASYNC void in_forms(struct part *p)
{
    int none = AWAIT(quiet(0));
    SAME(({ ++p->few; }));
    SAME(({ p->few--; }));
    SAME(({ __real__ p->few; }));
    SAME(({ __extension__ p->few; }));
    SAME(({ __builtin_choose_expr(1, p->few, 2); }));
    SAME(({ _Generic(1, int: p->few); }));
    SAME(({ p->few ?: p->few; }));
    SAME(({ ({ --p->few; }); }));
    SAME(__real__ p->few);
    SAME(__imag__ p->few);
    SAME(__extension__ p->few);
    SAME((__extension__ p->few)++);
    p->wide = 2;
    SAME_WIDE(_Generic(1, int: p->wide));
    SAME_WIDE(__builtin_choose_expr(1, p->wide, 2));
    SAME_WIDE(__extension__ p->wide);
    SAME_WIDE(__real__ p->wide);
    SAME_WIDE(({ _Generic(1, int: p->wide); }));
    puts("");
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
    AWAIT(in_forms(&part));
    printf("%d\n", p->all > (unsigned)AWAIT(quiet(-1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
