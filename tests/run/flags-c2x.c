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

static ASYNC int test(void)
{
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
