/* Tasks, errors and sites in functions of a header. */
#ifndef TASKS_H
#define TASKS_H

#include "support.h"

#include <errno.h>
#include <stdio.h>

static inline ASYNC int slow(int x)
{
    AWAIT(async_sleep(x));
    printf("slept %d\n", x);
    return x;
}

static inline ASYNC int both(int a, int b)
{
    FUTURE(int) first = SPAWN(slow(a)), second = SPAWN(slow(b));
    int sum = AWAIT(async_join(first));
    return sum + AWAIT(async_join(second));
}

static inline ASYNC void failing(int x)
{
    DEFER {
        printf("leaving %d\n", x);
    }
    AWAIT(turn());
    RAISE(EINVAL, "%d is too much", x);
}

#endif
