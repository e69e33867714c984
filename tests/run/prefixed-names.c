/* With ASYNCC_NO_SHORT_NAMES the short names are the program's own. */
#define ASYNCC_NO_SHORT_NAMES
#include <asyncc.h>

#include <stdio.h>

#define AWAIT "a word of the program's"
enum { ASYNC = 5, SPAWN, FUTURE, DEFER, RAISE };

static ASYNC_ASYNC int add(int x)
{
    ASYNC_AWAIT(async_yield());
    return x + ASYNC;
}

static ASYNC_ASYNC int test(void)
{
    puts(AWAIT);
    printf("%d %d\n", ASYNC_AWAIT(add(1)), SPAWN + FUTURE + DEFER + RAISE);
    return 0;
}

int main(void)
{
    return async_run(test());
}
