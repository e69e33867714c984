// compilers: gcc
/* What only an AWAIT names that C does not evaluate: it is named in what stands in its place, too. Clang says by itself
 * that these functions and variables are not needed. */
#include "support.h"

#include <stdio.h>

static unsigned outside = 1;

static int ordinary(int x)
{
    return x;
}

static ASYNC unsigned *pick(unsigned *first, unsigned at)
{
    AWAIT(turn());
    return first + at;
}

static ASYNC int test(void)
{
    static unsigned inside = 1;
    extern unsigned external;
    typedef unsigned number;
    unsigned numbers[2] = {1, 2};
    printf("%d\n", sizeof *AWAIT(pick(numbers, inside)) == sizeof(unsigned));
    printf("%d\n", sizeof AWAIT(get((int)(number)outside + ordinary(2))) == sizeof(int));
    printf("%d\n", sizeof *AWAIT(pick(&external, ({
                       static number own = 1;
                       typedef number t;
                       (t)own;
                   }))) == sizeof(unsigned));
    return 0;
}

int main(void)
{
    return async_run(test());
}
