/* Each computed goto leads to all labels whose addresses are taken, GCC believes: from a resume, too. */
#include "support.h"

#include <stdio.h>

static ASYNC int walk(int n)
{
    static const void *const targets[] = {&&inside, &&out};
    for (unsigned i = 0; i < 3; i++) {
    inside:
        n++;
    }
    if (n > 3) {
        n += AWAIT(quiet(31));
    }
    goto *targets[n > 2];
out:
    return n;
}

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(walk(0)), AWAIT(walk(1)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
