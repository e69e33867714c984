/* The same label in several functions, GNU local labels, labels in a row, and an unused one. */
#include "support.h"

#include <stdio.h>

static ASYNC int first(int n)
{
again:
    AWAIT(turn());
    if (n++ < 3) {
        goto again;
    }
    goto end;
end:
    return n;
}

static ASYNC int second(int n)
{
again:
    AWAIT(turn());
    if (n-- > 3)
        goto again;
end:
    __attribute__((unused));
done:
    return n;
    goto done;
}

#define RETRY(x)                                                                                                       \
    do {                                                                                                               \
        __label__ retry;                                                                                               \
        int tries = 0;                                                                                                 \
    retry:                                                                                                             \
        if (AWAIT(quiet(tries++)) < (x)) {                                                                             \
            goto retry;                                                                                                \
        }                                                                                                              \
        printf("%d tries\n", tries);                                                                                   \
    } while (0)

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(first(0)), AWAIT(second(9)));
    RETRY(2);
    RETRY(4);
    goto a;
a:
b:
    AWAIT(turn());
    static int rounds;
    if (rounds++ == 0) {
        goto b;
    }
    printf("%d\n", rounds);
    return 0;
}

int main(void)
{
    return async_run(test());
}
