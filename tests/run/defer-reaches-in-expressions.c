/* The block of a statement expression lives until its clean-ups have run, as any other: what it declares behind a DEFER
 * that awaits is not overwritten by what that declares. */
#include "support.h"

#include <stdio.h>

static int outside = 7;

static ASYNC int array(int n)
{
    return ({
        int *p = &outside;
        DEFER
        {
            int own[4] = {90 + n, 91, 92, 93};
            AWAIT(turn());
            printf("p %d, own %d\n", *p, own[0]);
        }
        int later[4] = {n, 2, 3, 4};
        p = later;
        AWAIT(turn());
        p[0] + 5;
    });
}

static ASYNC int number(int n)
{
    return AWAIT(quiet(100)) + ({
               int *p = &outside;
               DEFER
               {
                   int own = AWAIT(quiet(n)) * 100, *q = &own;
                   AWAIT(turn());
                   printf("p %d, own %d\n", *p, *q);
               }
               int later = n;
               p = &later;
               if (n > 3) {
                   AWAIT(turn());
               }
               later + 5;
           });
}

static ASYNC int async_main(void)
{
    for (int n = 3; n < 5; n++) {
        printf("%d\n", AWAIT(array(n)));
        printf("%d\n", AWAIT(number(n)));
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
