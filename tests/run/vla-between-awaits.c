/* A variable length array whose life ends before the next AWAIT. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static ASYNC int test(void)
{
    for (int n = AWAIT(get(3)); n < 6; n += AWAIT(get(2))) {
        int total = 0;
        {
            int squares[n];
            for (int i = 0; i < n; i++) {
                squares[i] = i * i;
            }
            for (int i = 0; i < n; i++) {
                total += squares[i];
            }
            printf("%zu\n", sizeof squares / sizeof *squares);
        }
        AWAIT(turn());
        printf("%d\n", total);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
