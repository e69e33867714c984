// erase: no, SPAWN and errors have no blocking counterpart
/* Functions of a header as tasks, and where their errors come from. */
#include "tasks.h"

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(both(3, 2)));
    async_error error;
    AWAIT_CATCH(failing(4), &error);
    printf("%d %s\n", error.code == EINVAL, error.message);
    for (unsigned i = 0; i < error.site_count; i++) {
        printf("%s:%u in %s\n", error.sites[i]->file, error.sites[i]->line, error.sites[i]->function);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
