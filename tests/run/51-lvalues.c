/* volatile, _Atomic, bit-fields, register, unions and flexible arrays as places that an AWAIT is stored to. */
// erase: no, C leaves the order open
#include "support.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct flags {
    unsigned a : 3, b : 5;
    signed c : 4;
    _Bool d : 1;
    int : 0;
    unsigned long long wide : 40;
};

struct flexible {
    int n;
    int items[];
};

static struct flags shared;

static ASYNC int flip(int x)
{
    shared.b ^= 31;
    AWAIT(turn());
    return x;
}

static ASYNC int test(void)
{
    volatile int v = AWAIT(get(1));
    AWAIT(turn());
    v += AWAIT(get(2));
    _Atomic int atom = 0;
    atomic_int *place = &atom;
    atom += AWAIT(get(3));
    AWAIT(turn());
    atomic_fetch_add(place, 4);
    printf("%d %d\n", v, atom);
    struct flags f = {.a = AWAIT(get(9)) & 7, .c = -3};
    AWAIT(turn());
    f.b = AWAIT(get(33));
    f.a += AWAIT(get(7));
    f.d = AWAIT(get(2));
    f.wide = 1ull << 39 | (unsigned)AWAIT(get(5));
    AWAIT(turn());
    f.c -= AWAIT(quiet(1));
    printf("%d %d %d %d %llu\n", f.a, f.b, f.c, f.d, (unsigned long long)f.wide);
    shared.b = 1;
    shared.b |= AWAIT(flip(2));
    printf("%d\n", shared.b);
    register int r = AWAIT(get(4));
    AWAIT(turn());
    r++;
    union {
        float f;
        unsigned bits;
    } u;
    u.f = AWAIT(quiet(1));
    AWAIT(turn());
    printf("%d %x\n", r, u.bits);
    struct flexible *flexible = malloc(sizeof *flexible + 3 * sizeof(int));
    if (!flexible) {
        return 1;
    }
    flexible->n = 3;
    for (int i = 0; i < flexible->n; i++) {
        flexible->items[i] = AWAIT(quiet(i * i));
    }
    flexible->items[flexible->n - 1]++;
    printf("%d %d\n", flexible->items[1], flexible->items[2]);
    free(flexible);
    int x;
    (x) = AWAIT(get(6));
    ((x)) += AWAIT(quiet(1));
    int y = x = AWAIT(get(8));
    printf("%d %d\n", x, y);
    return 0;
}

int main(void)
{
    return async_run(test());
}
