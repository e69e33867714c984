// compilers: clang-19
/* In the size of an array Clang overlooks what it warns about where the size is assigned. */
#include "support.h"

#include <stdio.h>

static ASYNC int sized(_Bool flag, int n)
{
    int kept[((unsigned)~flag & 3) + 1];
    kept[0] = AWAIT(quiet(n));
    int other[((unsigned)~flag & 3) + (unsigned)kept[0]];
    other[1] = n;
    return (int)(sizeof kept + sizeof other) + other[1];
}

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(sized(0, 3)), AWAIT(sized(1, 2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
