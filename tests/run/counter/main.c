/* __COUNTER__ beside AWAITs, by macros of a header: it counts as it does in the text. */
#include "support.h"

#include <stdio.h>

#include "counter.h"

static ASYNC int add(int x, int y)
{
    AWAIT(turn());
    return x + y;
}

static ASYNC int count(int x)
{
    int before = NEXT_ID, sum = 100 * AWAIT(add(x, NEXT_ID)) + NEXT_ID;
    printf("before %d, sum %d\n", before, sum);
    sum += NEXT_ID * AWAIT(add(1, 2));
    printf("sum %d\n", sum);
    for (int i = ID_PLUS(0); i < ID_PLUS(3) && AWAIT(add(i, 0)) < 100; i++) {
        printf("i %d, %d\n", i, NEXT_ID);
    }
    if (AWAIT(add(NEXT_ID, 0)) && x) {
        printf("then %d\n", NEXT_ID);
    } else {
        printf("else %d\n", NEXT_ID);
    }
    return AWAIT(add(ID_PLUS(0), 0));
}

static ASYNC int async_main(void)
{
    printf("header %d\n", FROM_HEADER);
    printf("count %d\n", AWAIT(count(2)));
    printf("again %d\n", AWAIT(count(0)));
    printf("last %d\n", NEXT_ID);
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
