/* A file with Windows line ends, also within a macro and within an AWAIT. */
#include "support.h"

#include <stdio.h>

#define TWO(a, b)                                                                                                      \
    do {                                                                                                               \
        AWAIT(get(a));                                                                                                 \
        AWAIT(get(b));                                                                                                 \
    } while (0)

static ASYNC int test(void)
{
    TWO(1, 2);
    int x = AWAIT( // a comment
        get(3));
    printf("%d \
%d\n",
           x, __LINE__);
    return 0;
}

int main(void)
{
    return async_run(test());
}
