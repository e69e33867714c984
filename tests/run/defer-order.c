/* DEFERs run when their scope is left, the last one first, and only those that were reached. */
#include "support.h"

#include <stdio.h>

static ASYNC void scopes(int n)
{
    DEFER
    {
        puts("first of the function");
    }
    AWAIT(turn());
    {
        DEFER
        {
            puts("of the inner block");
        }
        AWAIT(turn());
        puts("in the inner block");
    }
    if (n == 0) {
        return;
    }
    DEFER
    {
        puts("second of the function");
    }
    for (int i = 0; i < n; i++) {
        DEFER
        {
            printf("of round %d\n", i);
        }
        AWAIT(turn());
        DEFER
        {
            printf("second of round %d\n", i);
        }
        printf("round %d\n", i);
    }
    puts("end of the function");
}

static ASYNC int test(void)
{
    AWAIT(scopes(0));
    AWAIT(scopes(2));
    return 0;
}

int main(void)
{
    return async_run(test());
}
