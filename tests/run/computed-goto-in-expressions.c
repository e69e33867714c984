/* A computed goto out of a statement expression without an AWAIT: what its labels need is kept. */
#include "support.h"

#include <stdio.h>

static ASYNC int leave(int n)
{
    void *way = &&out;
    int twice = n * 2;
    AWAIT(turn());
    int value = ({
        if (n > 3) {
            goto *way;
        }
        n;
    });
    return value;
out:
    return twice + 100;
}

static ASYNC int leave_loop(int n)
{
    void *way = &&out;
    int twice = n * 2, sum = 0;
    AWAIT(turn());
    sum += 3 * ({
               for (int i = 0; i < n; i++) {
                   if (i > 3) {
                       goto *way;
                   }
               }
               n;
           });
    return sum;
out:
    AWAIT(turn());
    return twice + sum + 100;
}

static ASYNC int test(void)
{
    for (int i = 1; i < 8; i += 2) {
        int first = AWAIT(leave(i));
        printf("%d %d\n", first, AWAIT(leave_loop(i)));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
