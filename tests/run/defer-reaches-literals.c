/* A compound literal that a DEFER reaches: a macro in the DEFER might mean another variable of a name that is declared
 * behind it. So it is expanded, and as it does not, the literal lives as long as it must. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#define SHOW(p) printf("%d\n", *(p))

struct many {
    int items[64];
};

static void scrub(void)
{
    volatile char stack[4000];
    memset((char *)stack, 0x5a, sizeof stack);
}

static ASYNC int test(int n)
{
    int *p = &n;
    for (int i = 0; i < 2; i++) {
        AWAIT(turn());
    }
    {
        DEFER {
            scrub();
            SHOW(p);
        }
        int i = 7;
        p = ((struct many){.items = {i, 3}}).items;
        if (n == 4) {
            return 4;
        }
    }
    return 0;
}

int main(void)
{
    return async_run(test(3)) + async_run(test(4)) - 4;
}
