/* ASYNC functions registered in one file and called from another, through globals, results and arrays. */
#include "registry.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

static ASYNC int length(const char *argument)
{
    AWAIT(turn());
    return (int)strlen(argument);
}

static ASYNC int test(void)
{
    registry_set(2, length);
    registry_set(3, &length);
    for (int i = 0; i < HANDLERS; i++) {
        printf("%d\n", AWAIT(registry_find(i)("argument")));
        printf("%d\n", AWAIT(AWAIT(registry_find_slowly(i))("B")));
    }
    fallback = length;
    printf("%d %d\n", AWAIT(fallback("five!")), AWAIT(registry[1]("A")));
    printf("%d %d\n", registry_find(0) == length, registry[0] == NULL);
    return AWAIT(default_handler(""));
}

int main(void)
{
    return async_run(test());
}
