/* Each part of an expression with AWAITs is evaluated once: counted calls on all sides. */
#include "support.h"

#include <stdio.h>

static int calls;

static int *plain(int *p)
{
    calls++;
    return p;
}

static ASYNC int *slow(int *p)
{
    calls += 100;
    AWAIT(turn());
    return p;
}

static int index_of(int i)
{
    calls += 10000;
    return i;
}

#define COUNTED(...)                                                                                                   \
    do {                                                                                                               \
        calls = 0;                                                                                                     \
        __VA_ARGS__;                                                                                                   \
        printf("%d ", calls);                                                                                          \
    } while (0)

static ASYNC int test(void)
{
    int x = 1, a[3] = {1, 2, 3};
    COUNTED(*plain(&x) = AWAIT(quiet(1)));
    COUNTED(*AWAIT(slow(&x)) = *plain(a));
    COUNTED(*plain(&x) += *AWAIT(slow(&x)));
    COUNTED(*AWAIT(slow(&x)) -= *AWAIT(slow(&x)));
    COUNTED(plain(a)[index_of(AWAIT(quiet(1)))]++);
    COUNTED(--AWAIT(slow(a))[index_of(1)]);
    COUNTED(a[index_of(0)] = a[index_of(1)] + AWAIT(quiet(a[index_of(2)])));
    COUNTED(x = *plain(&x) ? *AWAIT(slow(&x)) : *plain(a));
    COUNTED(x = *plain(&x) ?: *AWAIT(slow(&x)));
    COUNTED(x = *plain(&x) && *AWAIT(slow(&x)) && *plain(&x));
    COUNTED(x = !*plain(&x) || ((void)*AWAIT(slow(&x)), *plain(&x)));
    COUNTED(if (*AWAIT(slow(&x)) == 1) x = *plain(&x) * 2);
    COUNTED(switch (*AWAIT(slow(&x))) default : x += *plain(a));
    COUNTED(int y = *plain(&x), z = *AWAIT(slow(&y)); x = y + z);
    COUNTED(for (int i = *plain(&x) * 0; i < 2; i += *AWAIT(slow(&(int){1})))(void) index_of(i));
    puts("");
    printf("%d %d %d %d\n", x, a[0], a[1], a[2]);
    return 0;
}

int main(void)
{
    return async_run(test());
}
