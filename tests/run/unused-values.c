// Values that are computed with awaits and then dropped: no variable is set without being used.
#include "support.h"

#include <stdio.h>

static ASYNC int test(int x)
{
    int n = 0;
    (void)(x ? AWAIT(get(1)) : note(2));
    (void)(AWAIT(get(3)) && AWAIT(get(4)));
    (void)(AWAIT(get(0)) ?: AWAIT(get(5)));
    (void)({
        int y = AWAIT(get(6));
        y + x;
    });
    for (; ({ AWAIT(get(7)); }), n < 2; (void)(x ? AWAIT(get(8)) : 0)) {
        n++;
    }
    return n;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(test(1)));
    printf("%d\n", AWAIT(test(0)));
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
