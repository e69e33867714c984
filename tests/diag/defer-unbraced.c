/* A DEFER belongs to the block around it: without braces there is none. */
#include <asyncc.h>
#include <stdio.h>

static ASYNC int f(int n)
{
    if (n)
        DEFER { // expect-error: DEFER
            puts("then");
        }
    for (int i = 0; i < n; i++)
        DEFER { // expect-error: DEFER
            puts("for");
        }
    while (n--)
        DEFER { // expect-error: DEFER
            puts("while");
        }
    {
        DEFER
            DEFER { // expect-error: DEFER
                puts("DEFER");
            }
    }
    switch (n) {
    case 0:
    again:
        DEFER { // expect-error: put a ';' between
            puts("behind a label");
        }
        if (n++ < 3) {
            goto again;
        }
        break;
    default:;
        DEFER {
            puts("fine");
        }
        AWAIT(async_yield());
    }
    if (n) {
        DEFER {
            puts("fine");
        }
        AWAIT(async_yield());
    }
    return n;
}

int main(void)
{
    return async_run(f(0));
}
