/* A function with hundreds of AWAITs. */
#include "support.h"

#include <stdio.h>

#define TEN(x) x x x x x x x x x x
#define STEP                                                                                                           \
    sum += AWAIT(quiet(1));                                                                                            \
    if (sum % 50 == 0) {                                                                                               \
        int tens = AWAIT(quiet(sum / 10));                                                                             \
        printf("%d\n", tens);                                                                                          \
    }

static ASYNC int test(void)
{
    int sum = 0;
    TEN(TEN(STEP))
    printf("%d\n", sum);
    return 0;
}

int main(void)
{
    return async_run(test());
}
