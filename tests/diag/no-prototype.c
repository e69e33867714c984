/* What takes arguments that nobody has declared cannot be called. Clang 19 warns of each declaration of that kind. */
// flags: -std=gnu11 -Wno-strict-prototypes
#include <asyncc.h>

ASYNC int elsewhere();

static ASYNC int test(ASYNC int (*pointer)())
{
    int sum = AWAIT(elsewhere());
    sum += AWAIT(elsewhere(1)); // expect-error: which parameters
    sum += AWAIT(pointer(1, 2)); // expect-error: which parameters
    return sum + AWAIT(pointer());
}

int main(void)
{
    return async_run(test(elsewhere));
}
