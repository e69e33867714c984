/* Variables of the type that the value of a bit-field has which is wider than an int: to GCC it has so many bits, to Clang
 * those of the declared type. In the frame and out of it the variable has what whichever compiles this gives it. */
#include "support.h"

#include <stdio.h>

struct part {
    unsigned long long wide : 40;
    long long negative : 35;
    unsigned all : 32;
};

static ASYNC int test(int yes)
{
    struct part part = {.wide = 3ull << 38, .negative = -1, .all = 7}, *p = &part;
    int twice = p->wide * 2 == 1ull << 39;
    {
        __auto_type value = yes ? p->wide : 3;
        AWAIT(turn());
        printf("%d\n", twice - (value * 2 == 1ull << 39));
    }
    {
        __typeof__(p->wide + 0) value = p->wide, other = 5;
        other += AWAIT(quiet(1));
        printf("%d %d\n", twice - (value * 2 == 1ull << 39), (int)other);
        printf("%d\n", twice - (value * AWAIT(quiet(2)) == 1ull << 39));
        printf("%d\n", twice - ((value++ + 0) * 2 + AWAIT(quiet(0)) == 1ull << 39));
        printf("%d\n", twice - ((value = p->wide + AWAIT(quiet(0))) * 2 == 1ull << 39));
    }
    {
        const __auto_type value = ({ p->wide; });
        AWAIT(turn());
        printf("%d\n", twice - (value + value == 1ull << 39));
    }
    {
        __auto_type value = (AWAIT(turn()), p->wide);
        __auto_type all = (AWAIT(turn()), p->all);
        AWAIT(turn());
        printf("%d %u\n", twice - (value + value == 1ull << 39), all);
    }
    printf("%d\n", twice - (((__typeof__(p->wide + 0))(3ull << 38) << AWAIT(quiet(1))) + AWAIT(quiet(0)) == 1ull << 39));
    printf("%d\n", twice - (({ __auto_type value = yes ? p->wide : 3; AWAIT(turn()); value; }) * AWAIT(quiet(2)) ==
                            1ull << 39));
    __typeof__(p->negative + p->wide) sum = p->negative;
    AWAIT(turn());
    printf("%d\n", twice - (sum + AWAIT(quiet(0)) == (1ull << 40) - 1));
    return 0;
}

int main(void)
{
    return async_run(test(1));
}
