/* Many locals, some alive across one AWAIT, some across all, some only between two: each keeps its value. */
#include "support.h"

#include <stdio.h>

#define DECLARE(n) int v##n = AWAIT(quiet(n)), w##n = v##n * 2;
#define CHECK(n)                                                                                                       \
    if (v##n != n || w##n != 2 * n)                                                                                    \
        printf("v%d is %d, w%d is %d\n", n, v##n, n, w##n);
#define STEP(n)                                                                                                        \
    {                                                                                                                  \
        int t = v##n + w##n;                                                                                           \
        AWAIT(turn());                                                                                                 \
        total += t;                                                                                                    \
    }
#define EACH(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18)

static ASYNC int test(void)
{
    int total = 0;
    EACH(DECLARE)
    EACH(STEP)
    EACH(CHECK)
    v3 = AWAIT(quiet(w3));
    for (int i = 0; i < 3; i++) {
        int before = v3;
        v3 += i;
        AWAIT(turn());
        w3 = before;
    }
    printf("%d %d %d\n", total, v3, w3);
    int x;
    for (int i = 0; i < 4; i++) {
        if (i % 2 == 0) {
            x = i * 10;
        }
        AWAIT(turn());
        printf("%d\n", x);
        if (i == 2) {
            x = AWAIT(quiet(7));
        }
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
