/* Jumps into the middle of loops and switches, past initialisers, and between branches. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int i = 0, n = 0;
    if (AWAIT(get(1))) {
        goto in_for;
    }
    for (i = 100; i < 103; i++) {
        n++;
    in_for:
        printf("for %d\n", AWAIT(quiet(i)));
        if (i == 0) {
            i = 100;
        }
    }
    goto in_do;
    do {
        puts("top");
    in_do:
        AWAIT(turn());
        n++;
    } while (n < 4);
    if (n == 4) {
        goto in_else;
    }
    if (n == 5) {
        puts("then");
        AWAIT(turn());
        goto in_switch;
    } else {
    in_else:
        puts("else");
        n++;
        AWAIT(turn());
    }
    if (n == 5) {
        goto in_switch;
    }
    switch (n) {
        int local;
    case 5:
        puts("case 5");
        n = 7;
    in_switch:
        local = AWAIT(get(n));
        printf("local %d\n", local);
        if (n == 5) {
            n = 6;
            break;
        }
    }
    {
        int x = 5;
        AWAIT(turn());
    again:
        AWAIT(turn());
        if (n++ < 8) {
            x = n;
            goto again;
        }
        printf("%d %d\n", x, n);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
