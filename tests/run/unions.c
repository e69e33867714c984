/* Unions: the member written last is the one that is there after an AWAIT. */
#include "support.h"

#include <stdio.h>

union value {
    int i;
    double d;
    const char *s;
    struct {
        unsigned char low, high;
    };
};

struct tagged {
    enum { INT, DOUBLE, STRING } tag;
    union value value;
};

static ASYNC struct tagged make(int tag)
{
    struct tagged t = {.tag = tag};
    AWAIT(turn());
    switch (tag) {
    case INT:
        t.value.i = AWAIT(quiet(5));
        break;
    case DOUBLE:
        t.value.d = AWAIT(quiet(5)) / 2.0;
        break;
    case STRING:
        t.value = (union value){.s = AWAIT(quiet(1)) ? "five" : NULL};
    }
    AWAIT(turn());
    return t;
}

static ASYNC void show(struct tagged t)
{
    union value copy = t.value;
    AWAIT(turn());
    if (t.tag == INT)
        printf("%d\n", copy.i);
    else if (t.tag == DOUBLE)
        printf("%.1f\n", copy.d);
    else
        puts(copy.s);
}

static ASYNC int test(void)
{
    for (int tag = INT; tag <= STRING; tag++) {
        AWAIT(show(AWAIT(make(tag))));
    }
    union value v = {0x0201}, *p = &v;
    AWAIT(turn());
    printf("%d %d\n", v.low, v.high);
    p->high = (unsigned char)AWAIT(get(3));
    printf("%x\n", v.i);
    return 0;
}

int main(void)
{
    return async_run(test());
}
