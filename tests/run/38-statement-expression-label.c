/* Statement expressions whose value has a label. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int x = ({
        int q = AWAIT(get(3));
        if (q == 3)
            goto end;
        q = AWAIT(get(4));
    end:
        q;
    });
    printf("%d\n", x);
    x += ({
        int i = 0;
    again:
        if (i++ < AWAIT(quiet(2)))
            goto again;
    value:
        AWAIT(get(i)) + x;
    });
    if (x < 0) {
        ({
            AWAIT(turn());
        last:
            AWAIT(quiet(1));
            if (x)
                goto last;
        });
    }
    printf("%d\n", x);
    return 0;
}

int main(void)
{
    return async_run(test());
}
