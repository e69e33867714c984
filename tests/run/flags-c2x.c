/* C23: attributes, labels before declarations and at the end of blocks, digit separators, unnamed parameters. */
// flags: -std=c2x

#include "support.h"

#include <stdio.h>

[[nodiscard]] static ASYNC int add(int x, [[maybe_unused]] int y)
{
    AWAIT(turn());
    return x + 0b101;
}

static ASYNC int ignore(int)
{
    AWAIT(turn());
    return 1'000;
}

/* GCC 12 knows no bool, and Clang calls it so. */
static ASYNC _Bool negate(_Bool b)
{
    _Bool *p = &b;
    AWAIT(turn());
    return !*p;
}

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(negate(0)), AWAIT(quiet(1)) ? AWAIT(negate(1)) : (_Bool)1);
    [[maybe_unused]] int unused = AWAIT(get(1));
    switch (AWAIT(get(2))) {
    case 1:
        puts("not here");
        [[fallthrough]];
    case 2:
        int declared = AWAIT(add(1, 2));
        printf("%d %d\n", declared, AWAIT(ignore(7)));
        goto end;
    }
    _Static_assert(sizeof(int) == 4);
    return 1;
end:
    int result = AWAIT(quiet(0));
    return result;
}

int main(void)
{
    return async_run(test());
}
