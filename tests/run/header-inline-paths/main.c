// flags: -isystem sys -I inc
/* Headers that are found in other directories, by several paths, through macros and again. */
#include <stdio.h>

#define HEADER <mine.h>
#include HEADER
#include <lib/lib.h>

#include "mine.h"

static ASYNC int test(void)
{
    printf("%d %d %d\n", AWAIT(mine(1)), AWAIT(lib_get(2)), __LINE__);
    return 0;
}

int main(void)
{
    return async_run(test());
}
