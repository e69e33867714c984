/* An ASYNC function that has nothing to await, one that returns from main's arguments, and argc through async_run. */
#include "support.h"

#include <stdio.h>

static ASYNC int count(int argc, char **argv)
{
    AWAIT(turn());
    return argv[argc] == NULL ? argc : -1;
}

static ASYNC void nothing_at_all(void)
{
}

static ASYNC int only_returns(int x)
{
    return x;
}

static ASYNC void only_awaits(void)
{
    AWAIT(nothing_at_all());
}

static ASYNC int test(int argc, char *argv[])
{
    AWAIT(nothing_at_all());
    AWAIT(only_awaits());
    printf("%d\n", AWAIT(only_returns(5)));
    return AWAIT(count(argc, argv)) - 1;
}

int main(int argc, char *argv[])
{
    return async_run(test(argc, argv));
}
