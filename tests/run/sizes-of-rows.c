/* sizeof evaluates an operand of variable size, with the AWAITs in it. */
#include "support.h"

#include <stdio.h>

static ASYNC void test(int n)
{
    int rows[n][n + 1], i = 0;
    printf("%zu\n", sizeof(rows[AWAIT(get(1))]) / sizeof(int));
    printf("%zu %zu\n", sizeof rows[AWAIT(get(0))] / sizeof(int), sizeof rows[0][AWAIT(get(2))]);
    printf("%zu\n", sizeof rows[i++] + sizeof(int[AWAIT(get(3)) + i++]));
    printf("%d\n", i);
}

int main(void)
{
    async_run(test(2));
    return 0;
}
