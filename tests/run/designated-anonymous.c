/* Members of structs and unions without a name, several deep, designated as if they were those of the struct around. */
#include "support.h"

#include <stdio.h>

struct outer {
    int kind;
    struct {
        int x;
        union {
            int y;
            struct {
                char a, b;
            };
        };
    };
    struct inner {
        int q;
    } in[2];
};

static ASYNC struct outer make(int x)
{
    struct outer o = {.kind = x, .x = AWAIT(get(1)), .y = AWAIT(get(2)), .in[1].q = AWAIT(get(3))};
    struct outer plain = {.a = 1, .b = 2};
    struct outer late = {.x = 7, .a = AWAIT(get(4)), .b = (char)x, .in = {[1].q = AWAIT(get(5))}};
    AWAIT(turn());
    printf("%d %d %d\n", late.x, late.a, late.in[1].q);
    o.kind += plain.a + plain.b + late.b;
    return o;
}

static ASYNC int test(void)
{
    struct outer o = AWAIT(make(10)), copy[2] = {[1].y = AWAIT(get(6)), [0] = {.b = 8}};
    AWAIT(turn());
    printf("%d %d %d %d\n", o.kind, o.x, o.y, o.in[1].q);
    printf("%d %d\n", copy[0].b, copy[1].y);
    return 0;
}

int main(void)
{
    return async_run(test());
}
