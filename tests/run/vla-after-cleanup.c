/* A variable length array behind a cleanup variable, with an await before both: in the same block, in a statement
 * expression, and where the function goes on after the block. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static void leave(int *value)
{
    printf("leave %d\n", *value);
}

static ASYNC int in_block(int n)
{
    int sum = 0;
    for (int i = 0; i < 3; i++) {
        int got = AWAIT(get(i));
        __attribute__((cleanup(leave))) int guard = got;
        char bytes[n + got + 1];
        memset(bytes, got, sizeof bytes);
        if (i == 1) {
            continue;
        }
        sum += bytes[n] + (int)sizeof bytes;
    }
    char large[1000];
    memset(large, 1, sizeof large);
    sum += large[n];
    return sum + AWAIT(get(sum));
}

static ASYNC int in_expression(int n)
{
    int a = ({
        AWAIT(turn());
        __attribute__((cleanup(leave))) int guard = n;
        int numbers[n];
        numbers[n - 1] = guard;
        numbers[n - 1] + (int)sizeof numbers;
    });
    printf("%d\n", a);
    return a;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(in_block(5)));
    printf("%d\n", AWAIT(in_expression(3)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
