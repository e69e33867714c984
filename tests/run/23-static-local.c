/* A static local is one for all activations, initialised once. */
#include "support.h"

#include <stdio.h>

static ASYNC int count(int step)
{
    static int calls = 100;
    static int table[3] = {1, 2, 3};
    static const char *const names[] = {"a", "b", "c"};
    int before = calls;
    AWAIT(turn());
    calls += step;
    table[step]++;
    AWAIT(turn());
    printf("%d -> %d, %d%d%d %s\n", before, calls, table[0], table[1], table[2], names[step]);
    if (step == 2) {
        AWAIT(count(1));
    }
    return calls;
}

static ASYNC int *remembered(void)
{
    static int value;
    AWAIT(turn());
    value++;
    return &value;
}

static ASYNC int test(void)
{
    AWAIT(count(1));
    AWAIT(count(2));
    printf("%d\n", AWAIT(count(0)));
    int *p = AWAIT(remembered());
    int *q = AWAIT(remembered());
    printf("%d %d\n", p == q, *p);
    for (int i = 0; i < 2; i++) {
        static int inner = 5;
        AWAIT(turn());
        printf("%d\n", inner++);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
