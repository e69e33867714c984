/* exit() in the middle of an ASYNC function ends the program there. */
// status: 3
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

static void at_exit(void)
{
    puts("at exit");
}

static ASYNC void leave(int code)
{
    AWAIT(turn());
    if (code) {
        exit(code);
    }
    puts("not yet");
}

static ASYNC int test(void)
{
    atexit(at_exit);
    AWAIT(leave(0));
    AWAIT(leave(3));
    puts("not here");
    return 0;
}

int main(void)
{
    return async_run(test());
}
