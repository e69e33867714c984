/* break, continue, goto and return out of scopes with DEFERs, loops of all kinds and a switch. */
#include "support.h"

#include <stdio.h>

static ASYNC int jumps(int how)
{
    DEFER
    {
        puts("function");
    }
    for (int i = 0; i < 3; i++) {
        DEFER
        {
            printf("for %d\n", i);
        }
        while (1) {
            DEFER
            {
                puts("while");
            }
            AWAIT(turn());
            if (how == 0) {
                break;
            } else if (how == 1) {
                goto next;
            } else if (how == 2) {
                goto out;
            } else if (how == 3) {
                return AWAIT(get(3));
            }
            how = 0;
            continue;
        }
    next:
        switch (i) {
        case 0: {
            DEFER
            {
                puts("case");
            }
            AWAIT(turn());
            break;
        }
        case 1:
            continue;
        default:
            AWAIT(turn());
        }
        printf("end of %d\n", i);
    }
out:
    puts("out");
    return 0;
}

static ASYNC void backwards(void)
{
    int n = 0;
again:
    printf("try %d\n", n);
    DEFER
    {
        printf("undo %d\n", n);
    }
    AWAIT(turn());
    {
        DEFER
        {
            puts("inner");
        }
        AWAIT(turn());
        if (n++ < 2) {
            goto again;
        }
    }
    puts("enough");
}

static ASYNC int test(void)
{
    for (int how = 0; how < 5; how++) {
        printf("-- %d\n", how);
        AWAIT(jumps(how));
    }
    AWAIT(backwards());
    return 0;
}

int main(void)
{
    return async_run(test());
}
