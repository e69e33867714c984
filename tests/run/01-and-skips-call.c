/* `a && AWAIT(f())`, `a || AWAIT(f())`: f runs only where a does not decide, and the value is 0 or 1. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    for (int a = 0; a < 3; a++) {
        int both = a && AWAIT(get(7));
        printf("%d && 7 is %d\n", a, both);
        int either = a || AWAIT(get(8));
        printf("%d || 8 is %d\n", a, either);
    }
    if (AWAIT(get(0)) && AWAIT(get(1))) {
        puts("not here");
    }
    if (AWAIT(get(1)) || AWAIT(get(2))) {
        puts("here");
    }
    printf("%d\n", (AWAIT(get(0)) || AWAIT(get(3))) && (AWAIT(get(4)) && !AWAIT(get(0))));
    AWAIT(get(0)) && AWAIT(get(5));
    (void)(AWAIT(get(6)) || AWAIT(get(5)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
