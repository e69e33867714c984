/* A DEFER may await, call ASYNC functions that have DEFERs of their own, loop, and hold DEFERs itself. */
#include "support.h"

#include <stdio.h>

static ASYNC void put_away(const char *what)
{
    DEFER
    {
        printf("%s put away\n", what);
    }
    AWAIT(turn());
    printf("putting %s away\n", what);
}

static ASYNC int work(int n)
{
    DEFER
    {
        for (int i = 0; i < n; i++) {
            if (i == 1) {
                continue;
            }
            AWAIT(get(i));
        }
        AWAIT(put_away("tools"));
    }
    DEFER
    {
        int local = AWAIT(quiet(n)) * 10;
        DEFER
        {
            AWAIT(turn());
            printf("inner %d\n", local);
        }
        {
            DEFER
            {
                AWAIT(get(local + 1));
            }
            AWAIT(turn());
        }
        local++;
        AWAIT(turn());
    }
    AWAIT(turn());
    return n;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(work(3)));
    for (int i = 0; i < 2; i++) {
        DEFER
        {
            AWAIT(get(100 + i));
        }
        if (i) {
            continue;
        }
        AWAIT(turn());
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
