/* An ASYNC function defined in a header must be static inline: headers are included, not rewritten. */
#include "header-definition.h"

// expect-error@header-definition.h:6: header, which asyncc cannot compile yet
// expect-error@header-definition.h:12: static inline|header
// expect-error@header-definition.h:17: static inline|header

int main(void)
{
    return async_run(fine(1)) + async_run(only_static(1)) + async_run(external(1));
}
