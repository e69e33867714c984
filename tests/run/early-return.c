/* Returns from everywhere: in loops, in switches, in nested blocks, without a value, and none at all. */
#include "support.h"

#include <stdio.h>

static int where;

static ASYNC int from(int place)
{
    if (place == 0)
        return AWAIT(get(0));
    for (int i = 0;; i++) {
        if (i == 2 && place == 1)
            return AWAIT(quiet(i)) + 100;
        if (i == 3)
            break;
        AWAIT(turn());
    }
    switch (place) {
    case 2:
        AWAIT(turn());
        return 2;
    case 3: {
        int x = AWAIT(quiet(3));
        {
            AWAIT(turn());
            return x;
        }
    }
    }
    do {
        while (1) {
            if (AWAIT(quiet(1)))
                return place;
        }
    } while (0);
}

static ASYNC void nothing(int place)
{
    where = 0;
    AWAIT(turn());
    if (place == 0)
        return;
    where = 1;
    while (place == 1) {
        AWAIT(turn());
        return;
    }
    where = 2;
    AWAIT(turn());
}

static ASYNC int no_value(int x)
{
    AWAIT(turn());
    if (x)
        return 5;
    return 0;
}

static ASYNC void tail(int x)
{
    if (x)
        return AWAIT(nothing(x));
    AWAIT(turn());
}

static ASYNC int test(void)
{
    for (int i = 0; i < 5; i++) {
        printf("%d\n", AWAIT(from(i)));
    }
    for (int i = 0; i < 3; i++) {
        AWAIT(nothing(i));
        printf("where %d\n", where);
    }
    AWAIT(tail(1));
    printf("where %d, %d\n", where, AWAIT(no_value(1)));
    return AWAIT(no_value(0));
}

int main(void)
{
    return async_run(test());
}
