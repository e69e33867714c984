/* Includes that are found beside the source, in folders below it, inside a body, and by a macro. */
#include "support.h"

#include <stdio.h>

#include "parts/data.h"
#define BODY "parts/body.inc"

#if __has_include("parts/data.h") && !__has_include("data.h")
enum { FOUND = 1 };
#else
enum { FOUND = 0 };
#endif

static ASYNC int test(void)
{
    int total = 0;
    for (size_t i = 0; i < sizeof data / sizeof *data; i++) {
        int step = AWAIT(quiet(data[i]));
#include "parts/body.inc"
#include BODY
    }
    printf("%d %d\n", total, FOUND);
    return 0;
}

int main(void)
{
    return async_run(test());
}
