/* A function with thousands of AWAITs. */
#include "support.h"

#include <stdio.h>

#define TEN(x) x x x x x x x x x x
#define STEP                                                                                                           \
    sum += AWAIT(quiet(1));                                                                                            \
    if (sum % 500 == 0) {                                                                                              \
        int hundreds = AWAIT(quiet(sum / 100));                                                                        \
        printf("%d\n", hundreds);                                                                                      \
    }

static ASYNC int test(void)
{
    int sum = 0;
    TEN(TEN(TEN(STEP)))
    printf("%d\n", sum);
    return 0;
}

int main(void)
{
    return async_run(test());
}
