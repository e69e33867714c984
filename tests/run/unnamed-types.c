/* Structs, unions and enums without a name of their own, declared in every place, kept in variables and temporaries. */
#include "support.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static struct {
    int x, y;
} table[3] = {{1, 2}, {3, 4}, {5, 6}}, *cursor = table, (*row)[3] = &table;

struct outer {
    struct {
        int n;
        struct {
            char c;
        } deep[2];
    } *in;
    struct {
        struct {
            double d;
        } q;
        enum { LEFT, RIGHT = -1 } side;
    };
    union {
        int i;
        float f;
    } u;
};

typedef struct {
    int h;
} * handle, named[2];

typedef const struct {
    int x, y;
} fixed;
typedef const volatile union {
    int i;
    float f;
} port;
static const struct {
    const char *name;
    int number;
} rows[] = {{"one", 1}, {"two", 2}};

static enum __attribute__((packed)) { TINY = 200 } tiny = TINY;
static enum { WIDE = 0x100000000L } wide = WIDE;

#define PAIR(A, B)                                                                                                     \
    struct {                                                                                                           \
        A a;                                                                                                           \
        B b;                                                                                                           \
    }

static ASYNC int sum(int n)
{
    static struct {
        int count;
    } calls[2];
    __typeof__(calls[0]) *mine = &calls[n & 1];
    mine->count++;
    AWAIT(turn());
    return mine->count;
}

static ASYNC int globals(void)
{
    __auto_type p = &table[1];
    __typeof__(table[0]) copy = *p, copies[2];
    __auto_type all = row;
    AWAIT(turn());
    copies[0] = copy;
    copies[1] = (AWAIT(quiet(1)), *cursor);
    AWAIT(turn());
    printf("%d %d %d %d %d\n", p->x, copy.y, copies[0].x, copies[1].x, (*all)[2].y);
    for (__typeof__(*table) *at = table; at < table + 3; at += AWAIT(quiet(1))) {
        printf("%d ", at->x + AWAIT(quiet(at->y)));
    }
    table[AWAIT(quiet(0))] = *(AWAIT(quiet(1)) ? p : cursor);
    printf("%d\n", table[0].x);
    printf("%d %d %d\n", tiny + AWAIT(quiet(1)), (int)sizeof(tiny), wide + AWAIT(quiet(1)) > 0);
    return AWAIT(quiet(1)) ? p->x : cursor->y;
}

static ASYNC int members(struct outer *o)
{
    __auto_type in = o->in;
    __auto_type deep = in->deep[1];
    __auto_type q = o->q;
    __auto_type side = o->side;
    __auto_type u = o->u;
    __auto_type pu = &u;
    AWAIT(turn());
    pu->i++;
    AWAIT(turn());
    printf("%d %c %.1f %d %d\n", in->n, deep.c, q.d, side, u.i);
    o->q = (AWAIT(turn()), q);
    *o->in = *(AWAIT(quiet(1)) ? in : o->in);
    return o->side + AWAIT(quiet(10));
}

static ASYNC int handles(handle h)
{
    __typeof__(*h) value = *h;
    __auto_type other = &value;
    named two = {{7}, {8}};
    AWAIT(turn());
    other->h += 1;
    __auto_type first = two[AWAIT(quiet(1))];
    AWAIT(turn());
    printf("%d %d %d\n", value.h, h->h, first.h);
    return 0;
}

static ASYNC fixed fix(int x)
{
    AWAIT(turn());
    return (fixed){x, x + 1};
}

/* Types that are const from where they are declared. */
static ASYNC int constants(void)
{
    fixed f = AWAIT(fix(4)), g = {1, AWAIT(quiet(2))};
    port p = {AWAIT(quiet(5))};
    __auto_type row = rows[AWAIT(quiet(1))];
    const __typeof__(rows[0]) *at = rows;
    AWAIT(turn());
    printf("%d %d %d %d\n", f.y, g.y, p.i, AWAIT(fix(6)).x + AWAIT(quiet(1)));
    printf("%s %s %d\n", row.name, at->name, at[1].number);
    return 0;
}

static ASYNC int locals(void)
{
    PAIR(int, char *) pair = {AWAIT(quiet(1)), "one"};
    PAIR(PAIR(short, short), double) nested = {{2, 3}, 4.5};
    struct {
        int a;
        struct {
            int b;
        } inner[2];
    } s = {1, {{2}, {3}}}, *ps = &s;
    __typeof__(struct { int t; }) typed = {AWAIT(quiet(5))}, *pt = &typed;
    __typeof__(enum { ONE = 1, TWO }) number = TWO;
    __auto_type inner = s.inner[1];
    AWAIT(turn());
    printf("%d %s %d %.1f\n", pair.a, pair.b, nested.a.b, nested.b);
    printf("%d %d %d %d %d\n", ps->inner[0].b, inner.b, pt->t, number, TWO + AWAIT(quiet(1)));
    for (struct { int i, j; } it = {0, 3}; it.i < it.j; it.i += AWAIT(quiet(1))) {
        printf("%d", it.i);
    }
    union {
        int i;
        char bytes[4];
    } view = {.i = AWAIT(quiet(0x41414141))};
    AWAIT(turn());
    printf(" %.4s\n", view.bytes);
    struct {
        unsigned low : 3, high : 5;
    } bits = {5, 17};
    AWAIT(turn());
    bits.low += AWAIT(quiet(1));
    printf("%d %d %zu\n", bits.low, bits.high, sizeof bits);
    return 0;
}

static ASYNC int test(void)
{
    struct outer o = {.q = {2.5}, .side = RIGHT, .u = {.i = 4}};
    __typeof__(*o.in) in = {9, {{'x'}, {'y'}}};
    o.in = &in;
    __typeof__(*(handle)0) h = {6};
    AWAIT(sum(1));
    printf("%d %d\n", AWAIT(sum(1)), AWAIT(sum(2)));
    printf("%d\n", AWAIT(globals()));
    printf("%d\n", AWAIT(members(&o)));
    AWAIT(handles(&h));
    AWAIT(constants());
    return AWAIT(locals());
}

int main(void)
{
    return async_run(test());
}
