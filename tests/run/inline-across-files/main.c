/* Inline functions that are not static: what C calls an inline definition, and an external one in the other file. */
#include "support.h"

#include <stdio.h>

typedef ASYNC int operation(int x);
operation *doubled_there(void);

inline ASYNC int doubled(int x)
{
    return AWAIT(quiet(x)) * 2;
}

extern inline __attribute__((always_inline)) ASYNC int external(int x)
{
    AWAIT(turn());
    return x + 1;
}

inline ASYNC int declared_first(int x);

static ASYNC void async_main(void)
{
    printf("%d %d %d\n", AWAIT(doubled(2)), AWAIT(external(3)), AWAIT(declared_first(4)));
    printf("%d\n", doubled_there() == doubled);
}

extern __inline__ ASYNC int declared_first(int x)
{
    AWAIT(turn());
    return x + 2;
}

int main(void)
{
    async_run(async_main());
    return 0;
}
