/* volatile locals and parameters, and pointers to volatile. */
#include "support.h"

#include <stdio.h>

static ASYNC int count(volatile int *p, volatile int n)
{
    while (n-- > 0) {
        AWAIT(turn());
        (*p)++;
    }
    return n;
}

static ASYNC int test(void)
{
    volatile int x = 0;
    volatile int *p = &x;
    const volatile int limit = AWAIT(get(3));
    volatile struct {
        int a, b;
    } s = {1, AWAIT(get(2))};
    int left = AWAIT(count(&x, limit));
    AWAIT(turn());
    s.a += AWAIT(quiet(10));
    printf("%d %d %d %d %d\n", x, *p, left, s.a, s.b);
    for (volatile int i = 0; i < limit; i++) {
        AWAIT(turn());
        x += i;
    }
    volatile char text[] = "ab";
    AWAIT(turn());
    text[0]++;
    printf("%d %c%c\n", x, text[0], text[1]);
    return 0;
}

int main(void)
{
    return async_run(test());
}
