/* Structs and unions by value, as arguments, results and assigned values, large and small. */
#include "support.h"

#include <stdio.h>

struct small {
    char c;
};
struct large {
    int values[100];
    double last;
};
union both {
    struct small s;
    int i;
};
struct nested {
    struct small small;
    union both both[2];
    const char *name;
};

static ASYNC struct large fill(struct large l, int from)
{
    for (int i = from; i < 100; i++) {
        l.values[i] = AWAIT(quiet(i));
    }
    l.last = 99.5;
    return l;
}

static ASYNC long total(const struct large l)
{
    long t = 0;
    AWAIT(turn());
    for (int i = 0; i < 100; i++) {
        t += l.values[i];
    }
    return t;
}

static ASYNC struct nested change(struct nested n, struct small s, union both u)
{
    n.small = s;
    AWAIT(turn());
    n.both[1] = u;
    n.name = "changed";
    return n;
}

static ASYNC int test(void)
{
    struct large l = {.values = {5}}, m;
    m = AWAIT(fill(l, 90));
    printf("%d %d %.1f\n", l.values[95], m.values[95], m.last);
    printf("%ld %ld\n", AWAIT(total(m)), AWAIT(total(AWAIT(fill(l, 1)))));
    l = m;
    AWAIT(turn());
    l.values[0] = AWAIT(quiet(7));
    printf("%d %d\n", l.values[0], m.values[0]);
    struct nested n = {.small = {'a'}, .name = "first"}, *p = &n;
    struct nested o = AWAIT(change(*p, (struct small){'b'}, (union both){.i = 66}));
    AWAIT(turn());
    printf("%c %s, %c %d %s\n", n.small.c, n.name, o.small.c, o.both[1].i, o.name);
    *p = AWAIT(change(o, n.small, n.both[0]));
    printf("%c %d %s\n", p->small.c, p->both[1].i, n.name);
    struct nested all[2] = {AWAIT(change(n, n.small, n.both[0])), o};
    all[AWAIT(quiet(1))] = all[AWAIT(quiet(0))];
    printf("%c\n", all[1].small.c);
    printf("%d\n", AWAIT(fill(l, 99)).values[99] + (int)AWAIT(fill(l, 99)).last);
    return 0;
}

int main(void)
{
    return async_run(test());
}
