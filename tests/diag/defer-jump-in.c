/* Jumping into the scope of a DEFER would leave out what it is there to undo. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC int by_goto(int n)
{
    if (n) {
        goto inside; // expect-error: DEFER
    }
    {
        DEFER {
            puts("deferred");
        }
        AWAIT(async_yield());
    inside:
        n++;
    }
    return n;
}

static ASYNC int by_switch(int n)
{
    switch (n) {
    case 0:
        puts("zero");
        DEFER {
            puts("deferred");
        }
        break;
    case 1: // expect-error: DEFER
        AWAIT(async_yield());
    }
    return n;
}

int main(void)
{
    return async_run(by_goto(0)) + async_run(by_switch(0));
}
