/* Macros that end statements, and macros that are nothing, behind an AWAIT and behind what leaves something. */
#include "support.h"
#include <stdio.h>

#define END ;
#define END_IT(x) ;
#define NOTHING
#define NO(x)
#define BEGIN {
#define FINISH }
#define PLUS(x) +x;

static ASYNC int simple(int x)
{
    if (x > 50)
        return x END
    else
        x += AWAIT(quiet(2)) END
    x += AWAIT(quiet(2)) NOTHING END
    x += AWAIT(quiet(2)) NOTHING NO(1) ;
    x += AWAIT(quiet(3)) /* with a word */ END_IT(really)
    x = AWAIT(quiet(x)) PLUS(3)
    int y = AWAIT(quiet(2)) END
    int z = AWAIT(quiet(5)) NOTHING ;
    AWAIT(turn()) END
    if (AWAIT(quiet(x))) BEGIN x++ END FINISH
    if (AWAIT(quiet(x)))
        x += AWAIT(quiet(y + z)) END
    else
        x += AWAIT(quiet(1)) NOTHING;
    return x + AWAIT(quiet(2)) END
}

static ASYNC int loops(int x)
{
    while (AWAIT(quiet(x)) < 30) BEGIN
        DEFER { printf("x %d\n", x) END }
        x += AWAIT(quiet(3)) END
        if (x == 12)
            continue END
        else
            puts("not 12") END
        if (x > 20)
            break END
        else
            puts("not yet") END
    FINISH
    if (x)
        do x += AWAIT(quiet(1)) END
        while (AWAIT(quiet(x)) < 40) END
    else
        puts("never") END
    for (int i = 0; i < 2; i++)
        if (AWAIT(quiet(i)))
            goto out END
        else
            puts("stay") END
out:
    return x END
}

static ASYNC int async_main(void)
{
    printf("simple %d %d\n", AWAIT(simple(1)), AWAIT(simple(60))) END
    printf("loops %d\n", AWAIT(loops(0))) NO(thing) END
    return 0 END
}

int main(void)
{
    return async_run(async_main());
}
