/* A block that awaits at its end has braces in it that come out of a header's macros, which only a parse can tell. */
#include "support.h"

#include <asyncc.h>
#include <stdio.h>

#include "braces.h"
#include "shared.h"

// erase: no, it has locks

async_lock lock;

void tell(const char *where)
{
    printf("%s %d\n", where, async_lock_locked(&lock));
}

static ASYNC void closed_by_header(int a)
{
    AWAIT_LOCK(&lock) {
        if (a) {
            tell("in");
        CLOSE
        AWAIT(turn());
    }
    tell("behind");
    if (!a) {
        tell("else");
    }
}

ASYNC void run(void)
{
    AWAIT(closed_by_header(1));
    AWAIT(opened_by_header(1));
    AWAIT(two(2));
    tell("end");
}

int main(void)
{
    async_run(run());
    return 0;
}
