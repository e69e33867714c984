/* RAISE, RERAISE and DEFER stand in ASYNC functions only. */
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>

static int plain(int n)
{
    async_error error = {.code = EIO};
    DEFER { // expect-error: DEFER
        puts("deferred");
    }
    if (n) {
        RAISE(EIO, "number %d", n); // expect-error: RAISE
    }
    RERAISE(&error); // expect-error: RERAISE
}

int main(void)
{
    return plain(1);
}
