/* The kernel's way to undo: goto forward to labels that release what has been acquired. */
#include "support.h"

#include <stdio.h>

static ASYNC int acquire(const char *name, int works)
{
    printf("acquire %s\n", name);
    AWAIT(turn());
    return works ? 0 : -1;
}

static ASYNC void release(const char *name)
{
    AWAIT(turn());
    printf("release %s\n", name);
}

static ASYNC int set_up(int working)
{
    int error;
    if ((error = AWAIT(acquire("a", working > 0)))) {
        goto out;
    }
    if ((error = AWAIT(acquire("b", working > 1))) != 0)
        goto free_a;
    error = AWAIT(acquire("c", working > 2));
    if (error)
        goto free_b;
    puts("all");
    AWAIT(release("c"));
free_b:
    AWAIT(release("b"));
free_a:
    AWAIT(release("a"));
out:
    return error;
}

static ASYNC int test(void)
{
    for (int i = 0; i < 4; i++) {
        printf("%d\n", AWAIT(set_up(i)));
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
