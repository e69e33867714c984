/* Conditions that are called true and false, and are not. */
#include "support.h"

#include <stdio.h>

#undef true
#undef false
#define true 0
enum answer { no, false };

static ASYNC int once(int n)
{
    int triple = n * 3;
    do {
        AWAIT(turn());
        n++;
    } while (true);
    return triple + n;
}

static ASYNC int skipped(int n)
{
    int triple = n * 3;
    while (false) {
        AWAIT(turn());
        triple++;
        if (n++ > 6) {
            break;
        }
    }
    return triple + n;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(once(3)));
    printf("%d\n", AWAIT(skipped(4)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
