/* `c ? AWAIT(f()) : g()`: one branch runs, also where conditionals nest. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    for (int c = 0; c < 4; c++) {
        int x = c & 1 ? AWAIT(get(10)) : note(20);
        int y = c & 2 ? note(30) : AWAIT(get(40));
        int z = c & 1 ? c & 2 ? AWAIT(get(3)) : AWAIT(get(1)) : c & 2 ? AWAIT(get(2)) : AWAIT(get(0));
        printf("%d: %d %d %d\n", c, x, y, z);
    }
    int big = AWAIT(get(1)) ? AWAIT(get(-1)) : 4000000000u > 0 ? 5 : 6;
    printf("%d\n", big);
    double mixed = AWAIT(get(0)) ? AWAIT(get(1)) : 0.5;
    printf("%.1f\n", mixed);
    const char *text = AWAIT(get(1)) ? "then" : NULL;
    puts(text);
    AWAIT(get(1)) ? (void)AWAIT(get(2)) : (void)note(3);
    return 0;
}

int main(void)
{
    return async_run(test());
}
