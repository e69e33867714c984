/* Markers that are not compiled: made strings of, or dropped, by macros. */
#include "support.h"

#include <stdio.h>

#define TEXT(x) #x
#define FIRST(a, b) a
#define NAMED(x) #x, x
#define DROP(...)

static const char *const text = TEXT(AWAIT ( quiet(1) )); // of the file

static ASYNC int test(void)
{
    DROP(AWAIT(get(1)), SPAWN(get(2)));
    printf("%s, %s\n", text, TEXT(AWAIT_CATCH(quiet(1), &error)));
    printf("%s %d\n", TEXT(AWAIT(AWAIT(f)
                            (2))), __LINE__);
    printf("%s is %d on line %d\n", NAMED(AWAIT(get(3))), __LINE__);
    printf("%d %s %d\n", FIRST(AWAIT(get(4)), AWAIT(get(5))), TEXT(SPAWN(get(6))), AWAIT(quiet(7)));
    return FIRST(0, AWAIT(get(8)));
}

int main(void)
{
    puts(TEXT(async_run(test())));
    return async_run(test());
}
