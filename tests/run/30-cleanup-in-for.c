// A cleanup variable declared by a for: run once, when the loop is left, however it is left.
#include "support.h"
#include <stdio.h>
static void end(int *x)
{
    printf("end %d\n", *x);
}
static ASYNC int f(int how)
{
    for (int i __attribute__((cleanup(end))) = AWAIT(quiet(0)), j __attribute__((cleanup(end))) = i + 10; i < 2; i++)
        if (how == 1)
            break;
        else if (how == 2)
            return 5;
        else if (how == 3)
            goto out;
        else if (how == 4)
            continue;
    for (int i __attribute__((cleanup(end))) = 5; AWAIT(quiet(i)) < 7; i += AWAIT(quiet(1)))
        for (int k __attribute__((cleanup(end))) = 50; k < 52; k++) {
            if (how == 4)
                continue;
            if (how == 1)
                break;
            AWAIT(turn());
        }
out:
    if (how)
        for (int i __attribute__((cleanup(end))) = 1; i < 2; i++)
            AWAIT(turn());
    else
        for (int i __attribute__((cleanup(end))) = 11; i < 12; i++)
            AWAIT(turn());
    switch (how) {
    case 1:
        for (int i __attribute__((cleanup(end))) = 1; i < 2; i++) {
            AWAIT(turn());
        }
    case 2:
    lab:
        for (int i __attribute__((cleanup(end))) = 21; i < 22; i++) {
            AWAIT(turn());
            if (how++ < 5)
                goto lab;
        }
    }
    (void)({
        for (int i __attribute__((cleanup(end))) = 1; i < 2; i++) {
            AWAIT(turn());
        }
        AWAIT(quiet(3));
    });
    return 1;
}
static ASYNC int async_main(void)
{
    for (int i = 0; i < 5; i++)
        printf("f %d: %d\n", i, AWAIT(f(i)));
    return 0;
}
int main(void)
{
    return async_run(async_main());
}
