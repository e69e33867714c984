/* Two AWAITs on one line, one over many lines with comments in between, and line splices. */
// clang-format off

#include "support.h"
#include <stdio.h>

static ASYNC int sum(int a, int b) { AWAIT(turn()); return a + b; } static ASYNC int zero(void) { return AWAIT(quiet(0)); }

static ASYNC int test(void)
{
    int a = AWAIT(get(1)); int b = AWAIT(get(2)); printf("%d %d\n", a, b); AWAIT(turn()); AWAIT(turn());
    int c = AWAIT( /* the sum ) of ( */
        sum(
            a, // the first, with a " quote and an AWAIT(sum(
            /* and */ AWAIT(
                sum(b,
                    10)
            ) /* the second */
        )
        // and no more
    );
    printf("%d\n", c);
    AWAIT
    (
        turn
        ()
    )
    ;
    int lo\
ng_name = AW\
AIT(su\
m(1, \
2));
    printf("%d %s\n", long_name, "AWAIT(get(1)); /* in a string */ \
and over two lines");
    if (AWAIT(zero())) puts("no"); else if (AWAIT(get(3)) == 3) { puts("three"); } else puts("no");
    printf("%c %d\n", '"', AWAIT(sum('(', -'(')));
    for(int i=0;i<AWAIT(quiet(2));i++)printf("%d",i);puts("");
    return AWAIT
        (zero());
}

int main(void) { return async_run(test()); }
