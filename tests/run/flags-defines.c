/* Macros of the command line are expanded where they await or name what is in the frame. */
// flags: -DFOUR=AWAIT(quiet(4)) -DADD(n)=sum+=(n)+*at -DUNUSED -UUNUSED
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int sum = FOUR, *at = &sum;
    AWAIT(turn());
    ADD(FOUR);
    ADD(sum);
#ifdef UNUSED
    sum = 0;
#endif
    return sum;
}

int main(void)
{
    printf("%d\n", async_run(test()));
    return 0;
}
