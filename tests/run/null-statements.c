/* Statements of a semicolon alone, several in a row, behind bodies, labels and macros that change, and behind the value
 * of a statement expression. */
#include "support.h"

#include <stdio.h>

#define EMPTY ;
#define TWO ; ;

static ASYNC int test(int n)
{
    if (AWAIT(quiet(n)) > 9) puts("more"); else;
    ; {} {;}
    while (AWAIT(quiet(n--)) > 0);
    ;
    for (; AWAIT(quiet(n++)) < 0;);;
    do; while (AWAIT(quiet(0)));;
    EMPTY; AWAIT(turn());; EMPTY
    TWO AWAIT(turn()); TWO; if (n) EMPTY else AWAIT(turn());;
    printf("%d\n", n);
    switch (n) {
    case 0:; ; n = AWAIT(quiet(5)); break;
    default:;; n = AWAIT(quiet(7)); ;
    }
    goto label;
label:; ; n += AWAIT(quiet(1));
    return n; ;
}

static ASYNC int values(int n)
{
    int a = ({ AWAIT(turn()); 5;; }), b = ({ int t = AWAIT(quiet(n)); t + 1; ; EMPTY });
    int c = ({ AWAIT(turn()); if (n) goto label; n = 9; label: n + 1;; }) + AWAIT(quiet(({ n++; n;; })));
    printf("%zu\n", sizeof({ c;; }));
    return a * 100 + b * 10 + c;
}

static ASYNC void async_main(void)
{
    printf("%d\n", AWAIT(test(2)));
    printf("%d\n", AWAIT(values(2)));
}

int main(void)
{
    async_run(async_main());
}
