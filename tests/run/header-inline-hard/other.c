/* Another user of the same headers, of other functions. */
#include "sub/deep/once.h"
#include "sub/shapes.h"

ASYNC int other(int x)
{
    int made = AWAIT(made_twice(x));
    return AWAIT(once(made)) + AWAIT(steps(1)) * 1000 + calls_of_steps * 100000;
}
