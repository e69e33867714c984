// flags: -w
/* A number that no long can hold: to GCC it is an __int128, to Clang unsigned. Whichever compiles this is right.
 * (GCC says that they are so large, by no name.) */
#include "support.h"

#include <stdio.h>

#define LARGE 9223372036854775808

static ASYNC int test(unsigned long *one, int *minus)
{
    int sum = *one + 18446744073709551615 > 5, product = *minus * LARGE > 5, both = (!*minus ? LARGE : *minus) < 0;
    int body = ({ *one + LARGE; }) * 2 > 5;
    sum -= *one + 18446744073709551615 > (unsigned)AWAIT(quiet(5));
    product -= *minus * LARGE > (unsigned)AWAIT(quiet(5));
    both -= (AWAIT(quiet(0)) ? LARGE : *minus) < (unsigned)AWAIT(quiet(0));
    body -= ({ AWAIT(turn()); *one + LARGE; }) * (unsigned)AWAIT(quiet(2)) > 5;
    printf("%d %d %d %d\n", sum, product, both, body);
    printf("%d\n", *one + 18446744073709551615u > (unsigned)AWAIT(quiet(5)));
    printf("%d\n", *one + 0xffffffffffffffff > (unsigned)AWAIT(quiet(5)));
    return 0;
}

int main(void)
{
    return async_run(test(&(unsigned long){1}, &(int){-1}));
}
