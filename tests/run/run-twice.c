/* async_run several times in one program, from main and from other functions, for values of several types. */
#include "support.h"

#include <stdio.h>

struct pair {
    int a, b;
};

static ASYNC struct pair pair(int a, int b)
{
    AWAIT(turn());
    return (struct pair){b, a};
}

static ASYNC void nothing(int *p)
{
    AWAIT(turn());
    *p = 5;
}

static ASYNC const char *text(void)
{
    AWAIT(turn());
    return "text";
}

static int helper(int x)
{
    return async_run(get(x)) + async_run(quiet(1));
}

int main(void)
{
    int x = 0;
    async_run(nothing(&x));
    struct pair p = async_run(pair(1, x));
    printf("%d %d %s\n", p.a, p.b, async_run(text()));
    if (async_run(get(1))) {
        printf("%d\n", helper(async_run(get(2))));
    }
    for (int i = 0; i < 2; i++) {
        x += async_run(quiet(10));
    }
    printf("%d %.1f\n", x, async_run(pair(1, 2)).b + 0.5);
    return async_run(quiet(0));
}
