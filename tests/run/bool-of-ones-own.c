/* A program with a type bool and constants of its own: <asyncc.h> takes no such names. */
#include "support.h"

#include <stdio.h>

typedef enum { false, true } bool;

static ASYNC bool is_even(int n)
{
    AWAIT(turn());
    return n % 2 ? false : true;
}

static ASYNC int test(void)
{
    bool all = true;
    for (int i = 0; i < 4; i++) {
        bool even = AWAIT(is_even(i));
        all = all && even ? true : false;
        printf("%d %zu\n", even == true, sizeof even);
    }
    return all;
}

int main(void)
{
    return async_run(test());
}
