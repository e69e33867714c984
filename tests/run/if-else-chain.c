/* Chains of if and else, braced and not, with AWAITs in conditions and branches. */
#include "support.h"

#include <stdio.h>

static ASYNC const char *size(int n)
{
    if (n < 0)
        return "negative";
    else if (AWAIT(quiet(n)) == 0)
        return "zero";
    else if (n < 3) {
        AWAIT(turn());
        return "small";
    } else if (n < 10)
        if (AWAIT(quiet(n)) % 2)
            return "odd";
        else
            return "even";
    else {
        if (AWAIT(get(n)) > 50)
            AWAIT(turn());
        else
            return "large";
    }
    return "huge";
}

static ASYNC int test(void)
{
    static const int values[] = {-1, 0, 2, 4, 5, 12, 99};
    for (int i = 0; i < 7; i++) {
        puts(AWAIT(size(values[i])));
    }
    if (AWAIT(get(1)))
        if (AWAIT(get(0)))
            puts("not here");
        else
            puts("the else of the inner if");
    if (!AWAIT(get(0)))
        ;
    else
        puts("not here");
    if (AWAIT(get(2)) > 1 && AWAIT(get(3)) > 2 || AWAIT(get(4))) {
    } else {
        puts("not here");
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
