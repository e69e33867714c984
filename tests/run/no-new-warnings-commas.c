/* What stands behind a comma, compilers do not compare with what is around it: nor may they where the comma is gone. */
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
#include "support.h"

#include <stdio.h>

static int known = 3;

static ASYNC int compared(int x, unsigned char c)
{
    int same = (AWAIT(turn()), x) != x;
    int address = (AWAIT(turn()), &known) != NULL;
    int out_of_range = c < (AWAIT(turn()), 1000);
    int nothing = (unsigned)x < (AWAIT(turn()), 0u);
    nothing += (unsigned)((AWAIT(turn()), 7)) == (unsigned)(x < c);
    nothing += (known++, (x || AWAIT(quiet(2)))) <= 1000;
    return same + 2 * address + 4 * out_of_range + 8 * nothing;
}

static ASYNC int logical(int x)
{
    int both = x && (AWAIT(turn()), 100);
    int either = (AWAIT(turn()), &known) || x;
    int not = !(AWAIT(turn()), &known);
    return both + 2 * either + 4 * not + ((AWAIT(turn()), &known) ? 8 : 0);
}

static ASYNC int assigned(int x)
{
    x = (AWAIT(turn()), x);
    known |= (AWAIT(turn()), known);
    if (x) {
        return 1 << (AWAIT(turn()), 3);
    }
    return x / (AWAIT(turn()), 0);
}

static unsigned wide;

static int narrow(signed char c)
{
    return c;
}

static ASYNC signed char converted(void)
{
    signed char first = wide = (AWAIT(turn()), -1);
    int sum = narrow(wide = (AWAIT(turn()), -2));
    first += wide = (AWAIT(turn()), 303);
    return (signed char)(sum + first);
}

/* GCC knows too well whether z ? a : 100 is zero. */
static ASYNC _Bool chosen(int z, int a)
{
    _Bool b = (AWAIT(turn()), z ? a : 100);
    b = ((void)AWAIT(quiet(1)), z ? 10 : b + a);
    if (a > 5 ? (_Bool)(AWAIT(turn()), (z ? a : 100)) : !(AWAIT(turn()), (z ? a : 100))) {
        return b;
    }
    return (AWAIT(turn()), (z ? a : 100));
}

static ASYNC int plain(int x)
{
    int sum = 0;
    for (int i = 0; AWAIT(turn()), i < x; AWAIT(turn()), i++) {
        AWAIT(turn()), sum += i;
    }
    return AWAIT(turn()), sum;
}

static ASYNC int without_await(int x)
{
    return (({
                if (x) {
                    return 1;
                }
                0;
            }),
            x) == 0;
}

static ASYNC int test(void)
{
    printf("%d %d %d %d\n", AWAIT(compared(5, 6)), AWAIT(logical(0)), AWAIT(logical(1)), AWAIT(assigned(1)));
    printf("%d\n", AWAIT(converted()));
    printf("%d\n", AWAIT(chosen(1, 0)) + AWAIT(chosen(0, 7)) * 2);
    printf("%d\n", AWAIT(plain(4)) + AWAIT(without_await(0)) + AWAIT(without_await(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
