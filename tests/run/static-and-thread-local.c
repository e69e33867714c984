/* static and _Thread_local locals, and globals: one for all activations, and not in the frame. */
#include "support.h"

#include <stdio.h>

static _Thread_local int per_thread = 3;
static int tentative;
int global = 5;

static ASYNC int *counter(void)
{
    static _Thread_local int calls;
    AWAIT(turn());
    calls++;
    AWAIT(turn());
    return &calls;
}

static ASYNC int generation(int n)
{
    static int depth, deepest;
    static struct {
        int seen[4];
        const char *name;
    } state = {.name = "state"};
    depth++;
    if (deepest < depth)
        deepest = depth;
    state.seen[n] += 1;
    if (n > 0) {
        AWAIT(generation(n - 1));
        AWAIT(generation(n - 1));
    }
    AWAIT(turn());
    depth--;
    if (n == 3)
        printf("%d%d%d%d %s %d\n", state.seen[0], state.seen[1], state.seen[2], state.seen[3], state.name, depth);
    return deepest;
}

static ASYNC int test(void)
{
    int *a = AWAIT(counter());
    int *b = AWAIT(counter());
    printf("%d %d\n", a == b, *a);
    printf("%d\n", AWAIT(generation(3)));
    per_thread += AWAIT(quiet(4));
    tentative += AWAIT(quiet(1));
    AWAIT(turn());
    extern int global;
    global = AWAIT(quiet(global)) + 1;
    printf("%d %d %d\n", per_thread, tentative, global);
    for (int i = 0; i < 3; i++) {
        static int x = 10;
        int y = x++;
        AWAIT(turn());
        static int z;
        z += y;
        printf("%d %d\n", y, z);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
