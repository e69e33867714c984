/* The error of an AWAIT_CATCH goes to a place that AWAITs choose. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

static ASYNC int fails(int x, int y)
{
    AWAIT(turn());
    if (x == y) {
        RAISE(EIO, "both are %d", x);
    }
    return x + y;
}

static ASYNC async_error *place(async_error *errors, int i)
{
    AWAIT(turn());
    printf("place %d\n", i);
    return &errors[i];
}

static ASYNC int test(void)
{
    async_error errors[3] = {0}, *last = errors;
    int i = 0;
    int x = AWAIT_CATCH(fails(AWAIT(get(1)), i + 1), &errors[AWAIT(get(2))]) + AWAIT(quiet(10));
    printf("%d %s %d %d\n", x, errors[2].message, errors[1].code, errors[0].code);
    x = AWAIT_CATCH(fails(i, AWAIT(get(3))), (i = 7, AWAIT(place(errors, AWAIT(get(1))))));
    printf("%d %d %d\n", x, i, errors[1].code);
    if (AWAIT(quiet(1)) && AWAIT_CATCH(fails(4, 4), last + AWAIT(quiet(0))) == 0) {
        printf("%s\n", errors[0].message);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
