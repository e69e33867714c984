/* An ASYNC function defined in a header must be static inline: headers are included, not rewritten. */
#include "header-definition.h"

// expect-error@header-definition.h:12: is not static inline
// expect-error@header-definition.h:17: is not static inline

int main(void)
{
    return async_run(fine(1)) + async_run(only_static(1)) + async_run(external(1));
}
