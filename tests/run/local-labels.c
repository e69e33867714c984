/* Labels of one name in blocks of their own: gotos in and around AWAITs, values of labels, a macro with a label in it. */
#include "support.h"

#include <stdio.h>

#define RETRY(call, times)                                                                                             \
    ({                                                                                                                 \
        __label__ again;                                                                                               \
        int tries = 0, value;                                                                                          \
    again:                                                                                                             \
        value = (call);                                                                                                \
        if (++tries < (times)) {                                                                                       \
            goto again;                                                                                                \
        }                                                                                                              \
        value;                                                                                                         \
    })

static ASYNC int loops(int x)
{
    int before = x;
    {
        __label__ again;
        int first = x * 10;
    again:
        AWAIT(turn());
        if (x++ < 3) {
            goto again;
        }
        printf("first %d\n", first);
    }
    {
        __label__ again;
        int second = x * 100;
    again:
        AWAIT(turn());
        if (x++ < 6) {
            goto again;
        }
        printf("second %d\n", second);
    }
    return before * 1000 + x;
}

static ASYNC int computed(int which)
{
    int result = 0;
    {
        __label__ a, b;
        void *const labels[] = {&&a, &&b};
        AWAIT(turn());
        goto *labels[which];
    a:
        result += 1;
        AWAIT(turn());
    b:
        result += 2;
    }
    {
        __label__ a, b;
        void *label = which ? &&a : &&b;
        AWAIT(turn());
        goto *label;
    a:
        result += 10;
        AWAIT(turn());
    b:
        result += 20;
    }
    return result;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(loops(1)));
    printf("%d %d\n", AWAIT(computed(0)), AWAIT(computed(1)));
    int one = RETRY(AWAIT(get(1)), 2), other = RETRY(AWAIT(get(2)), 3);
    printf("%d\n", one + other);
    return 0;
}

int main(void)
{
    return async_run(test());
}
