/* A struct, union or enum that is defined where an ASYNC function says what it gives. */
#include "support.h"

#include <stdio.h>

struct before; /* the definition comes with the function */

static ASYNC struct before {
    int a, b;
} make(int x)
{
    AWAIT(turn());
    return (struct before){x, x + 1};
}

static ASYNC enum color { RED, GREEN = 5 } color(int x)
{
    AWAIT(turn());
    return x ? GREEN : RED;
}

static ASYNC union number {
    int i;
    char c[4];
} *step(union number *p);

ASYNC struct packed {
    char c;
    struct {
        int n;
    } in;
} __attribute__((packed)) * find(struct packed *all, int index)
{
    AWAIT(turn());
    return &all[index];
}

static ASYNC union number *step(union number *p)
{
    AWAIT(turn());
    p->i += AWAIT(color(1));
    return p;
}

static ASYNC int test(void)
{
    struct before pair = AWAIT(make(3));
    union number n = {.i = AWAIT(make(5)).b};
    struct packed all[] = {{'a', {1}}, {'b', {2}}};
    printf("%d %d\n", pair.a, pair.b);
    printf("%d %d\n", AWAIT(step(&n))->i, AWAIT(color(0)) == RED);
    printf("%c %d %zu\n", AWAIT(find(all, 1))->c, AWAIT(find(all, 1))->in.n, sizeof(struct packed));
    return 0;
}

int main(void)
{
    return async_run(test());
}
