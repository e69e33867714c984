/* `__label__` comes first in its block, also where the block begins with the temporaries of an AWAIT that a goto leads
 * back to. */
#include "support.h"

#include <stdio.h>

static ASYNC int count(int x)
{
    __label__ again, end;
    __label__ other;
again:
    AWAIT(turn());
    if (x++ > 0 * AWAIT(quiet(1)) + 5) {
        goto end;
    }
    goto other;
other:
    goto again;
end:
    return x;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(count(2)));
    printf("%d\n", ({
               __label__ back;
               int n = 0;
           back:
               n += 1 + 0 * AWAIT(quiet(n));
               if (n < AWAIT(quiet(4))) {
                   goto back;
               }
               n;
           }));
    return 0;
}

int main(void)
{
    return async_run(test());
}
