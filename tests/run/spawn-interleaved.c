/* Several activations of one function at once: each has locals, loops and DEFERs of its own. */
#include "support.h"

#include <stdio.h>

// erase: no, it spawns
// modes: ready

static ASYNC int counter(char name, int from, int step)
{
    int values[3] = {from};
    int *last = values;
    static int running;
    running++;
    DEFER
    {
        running--;
        printf("%c ends, %d left\n", name, running);
    }
    for (int i = 1; i < 3; i++) {
        printf("%c%d\n", name, *last);
        AWAIT(async_sleep(step));
        values[i] = *last + step;
        last = &values[i];
    }
    return values[0] + values[1] + values[2];
}

static ASYNC int test(void)
{
    FUTURE(int) a = SPAWN(counter('a', 1, 2)), b = SPAWN(counter('b', 10, 3)), c = SPAWN(counter('c', 100, 1));
    printf("%d\n", AWAIT(async_join(a)));
    printf("%d\n", AWAIT(async_join(b)));
    printf("%d\n", AWAIT(async_join(c)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
