// flags: -std=c11 -D_GNU_SOURCE
??=include "support.h"

??=include <stdio.h>

static ASYNC int test(void)
??<
    int a??(3??) = ??<1, 2, AWAIT(get(3))??>;
    int x = 5 ??' 1, y = ??-x ??! 2; // the next line is still this comment ??/
    x = 100;
    AWAIT(turn());
    printf("%d %d %d %s\n", a??(2??), x, y, "??!??/"???");
    return 0;
??>

int main(void)
{
    return async_run(test());
}
