/* Names beyond ASCII, as they are and as universal character names. */
#include "support.h"

#include <stdio.h>

struct größe {
    int länge;
};

static ASYNC int verdopple(int größe)
{
    AWAIT(turn());
    int \u00e4rger = größe, *zeiger = &ärger;
    AWAIT(turn());
    return *zeiger + \u00E4rger;
}

static ASYNC int test(void)
{
    struct größe g = {AWAIT(verdopple(4))};
    int π = 3, \u03c1 = 4;
    AWAIT(turn());
    printf("%d %d\n", g.länge + π, ρ + AWAIT(quiet(\u03C0)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
