/* In a header's function this is not the number that it is in what is generated for that. */
#include "include-level.h"

// expect-error@include-level.h:3: uses __INCLUDE_LEVEL__

int main(void)
{
    return async_run(depth());
}
