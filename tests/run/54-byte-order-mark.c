/* A file with a byte order mark, and text beyond ASCII: "€" in strings, comments € and names. */
#include "support.h"

#include <stdio.h>

static ASYNC int größe(int länge)
{
    AWAIT(turn()); /* € */
    return länge + AWAIT(quiet(1));
}

static ASYNC int test(void)
{
    const char *ü = "größe €", *p = ü;
    AWAIT(turn());
    printf("%s %d %d\n", p, AWAIT(größe(2)), /* € */ AWAIT(quiet((int)sizeof "€")));
    return 0;
}

int main(void)
{
    return async_run(test());
}
