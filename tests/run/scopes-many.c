/* Scopes in scopes: names of loops, blocks, branches and switches that hide each other, alive at the same time. */
#include "support.h"

#include <stdio.h>

#define LAYER(inner)                                                                                                   \
    {                                                                                                                  \
        int x = AWAIT(quiet(depth++)), *p = &x;                                                                        \
        inner;                                                                                                         \
        sum = sum * 3 + *p + x;                                                                                        \
    }

static ASYNC int test(void)
{
    int depth = 0;
    long sum = 0;
    LAYER(LAYER(LAYER(LAYER(LAYER(AWAIT(turn()))))))
    printf("%d %ld\n", depth, sum);
    int i = 100;
    for (int i = 0; i < 2; i++) {
        AWAIT(turn());
        int j = i;
        for (int i = 10; i < 12; i++) {
            int k = i * 10 + j;
            AWAIT(turn());
            if (AWAIT(quiet(k)) % 2) {
                int i = k;
                AWAIT(turn());
                printf("odd %d\n", i);
            } else {
                double i = k / 4.0;
                AWAIT(turn());
                printf("even %.2f\n", i);
            }
        }
        switch (i) {
            int i;
        default:
            i = AWAIT(quiet(7));
            AWAIT(turn());
            printf("i = %d\n", i + j);
        }
    }
    printf("%d\n", i);
    return 0;
}

int main(void)
{
    return async_run(test());
}
