/* `x ?: AWAIT(f())`: x is evaluated once, f runs only where x is zero. */
#include "support.h"

#include <stdio.h>

static ASYNC const char *name(const char *text)
{
    AWAIT(turn());
    return text;
}

static ASYNC int test(void)
{
    for (int x = 0; x < 2; x++) {
        int y = x ?: AWAIT(get(5));
        int z = AWAIT(get(x)) ?: note(6);
        printf("%d %d\n", y, z);
    }
    puts(AWAIT(name(NULL)) ?: "nobody");
    puts(AWAIT(name("somebody")) ?: AWAIT(name("nobody")));
    int i = 0;
    int once = i++ ?: AWAIT(get(7));
    printf("%d %d\n", once, i);
    once = i++ ?: AWAIT(get(8));
    printf("%d %d\n", once, i);
    printf("%d\n", AWAIT(get(0)) ?: AWAIT(get(0)) ?: AWAIT(get(9)));
    long wide = AWAIT(get(-1)) ?: 1L;
    printf("%ld\n", wide);
    return 0;
}

int main(void)
{
    return async_run(test());
}
