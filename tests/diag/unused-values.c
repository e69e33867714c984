/* Futures that nobody waits for, and results that must not be dropped. */
#include <asyncc.h>

/* The C compiler says it too, of variables that did not move into a frame. */
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"

__attribute__((warn_unused_result)) static ASYNC int must_use(void)
{
    AWAIT(async_yield());
    return 1;
}

static ASYNC int may_drop(void)
{
    return 2;
}

static ASYNC int async_main(void)
{
    FUTURE(int) forgotten = SPAWN(may_drop()); // expect-warning: 'forgotten' is never used
    FUTURE(int) assigned;                      // expect-warning: 'assigned' is never used
    FUTURE(int) joined = SPAWN(may_drop());
    FUTURE(int) passed = SPAWN(may_drop());
    assigned = SPAWN(may_drop());
    AWAIT(must_use()); // expect-warning: result of 'must_use'
    AWAIT(may_drop());
    (void)AWAIT(must_use());
    async_detach(passed);
    return AWAIT(must_use()) + AWAIT(async_join(joined)) + ({ AWAIT(must_use()); });
}

int main(void)
{
    return async_run(async_main());
}
