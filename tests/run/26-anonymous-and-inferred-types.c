/* Locals of types that have no name, or that the compiler finds out. */
#include "support.h"

#include <stdio.h>

static ASYNC double half(int x)
{
    AWAIT(turn());
    return x / 2.0;
}

static ASYNC int test(void)
{
    struct {
        int a;
        union {
            int b;
            struct {
                short low, high;
            };
        };
        struct {
            int deep;
        } named;
    } s = {.a = 1, .b = 0x20003, .named = {AWAIT(get(4))}}, t, *p = &s;
    AWAIT(turn());
    t = s;
    p->a++;
    AWAIT(turn());
    printf("%d %d %d %d %d\n", s.a, t.a, t.low, t.high, p->named.deep);
    __typeof__(AWAIT(half(1))) x = 1.5;
    __auto_type y = AWAIT(half(3));
    __auto_type z = x + y;
    typeof(s) u = {.a = 5};
    typeof(p->named) v = {6};
    __typeof__(int[3]) w = {7, 8, 9};
    AWAIT(turn());
    printf("%.1f %.1f %.1f %d %d %d\n", x, y, z, u.a, v.deep, w[2]);
    enum { LOW = 1, HIGH = 3 } level = HIGH;
    union {
        int i;
        unsigned char bytes[4];
    } bits = {.i = AWAIT(get(0x01010101))};
    AWAIT(turn());
    printf("%d %d %d\n", level, LOW, bits.bytes[2]);
    for (
        struct { int i, j; } k = {0, 3}; k.i < k.j; k.i += AWAIT(get(1)), k.j -= AWAIT(quiet(1))) {
        AWAIT(turn());
        printf("%d %d\n", k.i, k.j);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
