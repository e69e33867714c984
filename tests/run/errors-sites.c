/* An error knows where it was raised and which AWAITs it passed, innermost first, by function, file and line. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

#define FAIL RAISE(EIO, "line %d", __LINE__)

static ASYNC int bottom(void)
{
    AWAIT(turn());
    FAIL;
}

static ASYNC int middle(int n)
{
    if (n)
        return AWAIT(middle(n - 1));
    // clang-format off
    return AWAIT(quiet(1)) +
           AWAIT(bottom());
    // clang-format on
}

static void show(const async_error *error)
{
    printf("%s, %u sites\n", error->message, (unsigned)error->site_count);
    for (unsigned i = 0; i < error->site_count && i < sizeof error->sites / sizeof *error->sites; i++) {
        const struct async_site *site = error->sites[i];
        printf("%s:%u %s\n", site->file, site->line, site->function);
    }
}

static ASYNC int test(void)
{
    async_error error;
    AWAIT_CATCH(middle(1), &error);
    show(&error);
    AWAIT_CATCH(middle(20), &error);
    show(&error);
    return 0;
}

int main(void)
{
    return async_run(test());
}
