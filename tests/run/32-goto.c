/* goto backwards over an AWAIT, into blocks and out of them. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int i = 0;
back:
    AWAIT(get(i));
    if (++i < 3) {
        goto back;
    }
    goto inside;
    puts("not here");
    {
        puts("not here");
    inside:
        puts("inside");
        if (AWAIT(get(1))) {
            goto out;
        }
        puts("not here");
    }
out:
    for (i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
            AWAIT(turn());
            if (i == 1) {
                goto done;
            }
            printf("%d %d\n", i, j);
        }
    }
done:
    puts("done");
    i = 5;
    goto into_loop;
    while (i > 0) {
        printf("top %d\n", i);
    into_loop:
        AWAIT(get(i));
        i -= 2;
    }
    if (i) {
        int n;
        goto middle;
    middle:
        n = AWAIT(get(7));
        printf("n = %d\n", n);
    } else {
    other:
        puts("other");
        AWAIT(turn());
        goto end;
    }
    goto other;
end:
    goto last;
last:
    AWAIT(turn());
    return 0;
}

int main(void)
{
    return async_run(test());
}
