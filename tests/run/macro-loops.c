/* Macros that open loops, declare variables, or stand for half a statement. */
#include "support.h"

#include <stdio.h>

struct node {
    int value;
    struct node *next;
};

#define FOR_EACH(item, list) for (struct node *item = (list); item; item = item->next)
#define AWAIT_EACH(var, n) for (int var = 0, var##_end = AWAIT(get(n)); var < var##_end; var += AWAIT(quiet(1)))
#define UNLESS(x) if (!(x))
#define OTHERWISE else
#define WITH(declaration, ...) for (declaration, *once = &x; once; once = NULL, __VA_ARGS__)
#define BEGIN_LOOP while (1) {
#define END_LOOP                                                                                                       \
    AWAIT(turn());                                                                                                     \
    }
#define SWAP(type, a, b)                                                                                               \
    do {                                                                                                               \
        type swap_ = (a);                                                                                              \
        (a) = (b);                                                                                                     \
        (b) = swap_;                                                                                                   \
        AWAIT(turn());                                                                                                 \
    } while (0)
#define RETURN_IF(x)                                                                                                   \
    if (AWAIT(quiet(x)))                                                                                               \
    return x

static ASYNC int early(int n)
{
    RETURN_IF(n);
    UNLESS(AWAIT(quiet(n)))
    puts("none");
    OTHERWISE
    puts("not here");
    return -1;
}

static ASYNC int test(void)
{
    struct node c = {3, NULL}, b = {2, &c}, a = {1, &b};
    FOR_EACH(n, &a) FOR_EACH(m, n)
    {
        if (m->value == 3 && n->value == 1)
            continue;
        printf("%d%d\n", n->value, AWAIT(quiet(m->value)));
    }
    AWAIT_EACH(i, 2) AWAIT_EACH(j, 1) printf("%d %d\n", i, j);
    int n = 0;
    BEGIN_LOOP
    if (n++ == 2)
        break;
    printf("%d\n", AWAIT(quiet(n)));
    END_LOOP
    WITH(int x = 5, AWAIT(get(6)))
    {
        AWAIT(turn());
        printf("%d %d\n", x, *once);
    }
    SWAP(int, a.value, c.value);
    printf("%d %d\n", a.value, c.value);
    printf("%d\n", AWAIT(early(4)));
    printf("%d\n", AWAIT(early(0)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
