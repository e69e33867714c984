/* __func__, __LINE__, __FILE__ and assert say in an ASYNC function what they say in any. */
#include "support.h"

#include <assert.h>
#include <stdio.h>

#define HERE printf("%s:%d\n", __func__, __LINE__)
#define WHERE(x) (x), __LINE__

static ASYNC int place(void)
{
    HERE;
    AWAIT(turn());
    HERE;
    printf("%s %zu %s\n", __func__, sizeof __func__, __FUNCTION__);
    printf("%s\n", __FILE__);
    const char *name = __func__;
    AWAIT(turn());
    printf("%d\n", name == __func__);
    return __LINE__;
}

static ASYNC int test(void)
{
    int line = AWAIT(place());
    printf("%d\n", line);
    printf("%d %d\n", WHERE(AWAIT(quiet(7))));
    // clang-format off
    printf("%d %d\n",
           AWAIT(quiet(__LINE__)),
           __LINE__);
    // clang-format on
    assert(AWAIT(get(1)) == 1);
    assert(line > 0 && AWAIT(get(2)) == 2);
    AWAIT(turn());
    printf("%s line %d\n", __func__, __LINE__);
    return 0;
}

int main(void)
{
    return async_run(test());
}
