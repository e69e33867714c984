/* Types by way of typedefs, defined in the sizes of arrays, const members, unions, strings, narrow lvalues, in
 * declarations and around awaits. */
#include "support.h"
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

typedef struct { int w, h; } size;
typedef int matrix[2][2];
typedef const matrix *cmatrix;

static ASYNC size make(int w, int h)
{
    AWAIT(turn());
    return (size){w, h};
}

static ASYNC const char *name_of(const matrix m, int (*f)(const char *), size s[static 1])
{
    AWAIT(turn());
    static char buffer[64];
    snprintf(buffer, sizeof buffer, "%d %d %d", m[1][0], f("12"), s->h);
    return buffer;
}

static ASYNC int pointers(matrix m)
{
    cmatrix p = (cmatrix)m;
    int (*const rows)[2] = m, (*volatile again)[2] = rows;
    const int *const *volatile pp = &(const int *){m[0]};
    AWAIT(turn());
    return (*p)[1][1] + rows[0][1] + again[1][0] + **pp;
}

static ASYNC int const_members(void)
{
    struct fixed {
        const int id;
        int v[2];
    } a = {AWAIT(quiet(1)), {2, 3}}, b = a, *p = &b;
    const struct fixed c = {.v = {[1] = AWAIT(quiet(5))}, .id = 4}, *const q = &c;
    AWAIT(turn());
    p->v[0] += a.id + q->v[1];
    return p->v[0] * 10 + c.id;
}

static ASYNC int unions(void)
{
    union {
        struct { unsigned char a, b; };
        unsigned short s;
    } u = {{1, AWAIT(quiet(2))}}, *p = &u;
    AWAIT(turn());
    p->b++;
    return u.a * 10 + u.b;
}

static ASYNC int strings(void)
{
    char a[] = "one", b[8] = {"two"}, c[2][4] = {"abc", {'d', AWAIT(quiet('e')), 0}}, *d[] = {a, b, c[1]};
    wchar_t w[] = L"wide";
    AWAIT(turn());
    printf("%s %s %s %zu\n", d[0], d[1], d[2], sizeof w / sizeof *w);
    return sizeof a + sizeof b;
}

static ASYNC int conditions(int x)
{
    int r = (x > 2 ? AWAIT(quiet(1)) : AWAIT(quiet(2))) ? x ? AWAIT(quiet(x)) : 5 : 6;
    r += AWAIT(quiet(0)) || (AWAIT(quiet(1)) && x--) ? x : -x;
    r <<= AWAIT(quiet(1)) + !AWAIT(quiet(0));
    unsigned char c = 250;
    c += AWAIT(quiet(10));
    short s = -1;
    s >>= AWAIT(quiet(1));
    long long l = 1;
    l <<= AWAIT(quiet(40));
    float f = 1.5f;
    f *= AWAIT(quiet(3));
    _Bool t = AWAIT(quiet(2));
    t -= AWAIT(quiet(1));
    return r + c + s + (int)(l >> 39) + (int)(f * 2) + t;
}

static ASYNC int sizes(int n)
{
    size s = AWAIT(make(n, 2)), *p = &s, list[] = {AWAIT(make(1, 2)), s, {.h = AWAIT(quiet(9))}};
    return AWAIT(make(p->w, 1)).w + list[2].h + (AWAIT(make(3, 4))).h + sizeof list / sizeof *list;
}

static ASYNC int defined_in_sizes(void)
{
    char bytes[sizeof(struct inside { int a[4]; })] = {[3] = AWAIT(quiet(9))};
    char more[sizeof(enum { NONE, SEVEN = 7 })] = {1};
    int (*rows)[sizeof(struct { char c[3]; })] = &(int[3]){1, AWAIT(quiet(2))};
    struct inside in = {{AWAIT(quiet(7)), [3] = SEVEN}}, *p = &in;
    AWAIT(turn());
    return bytes[3] + more[0] + p->a[3] * 10 + (int)sizeof bytes + (*rows)[1] * 1000 + (int)sizeof more + p->a[0];
}

static ASYNC int gotos(int n)
{
    int i = 0;
again:;
    int fresh = n, *p = &fresh;
    AWAIT(turn());
    fresh += ++i;
    if (i < AWAIT(quiet(3))) {
        goto again;
    }
    switch (AWAIT(quiet(i))) {
        int hidden;
    case 3:
        hidden = AWAIT(quiet(4));
        i += hidden + *p;
    }
    return i;
}

static ASYNC int test(void)
{
    matrix m = {{1, 2}, {3, 4}};
    size s = {5, 6};
    printf("%s\n", AWAIT(name_of((const int(*)[2])m, atoi, &s)));
    printf("%d %d\n", AWAIT(pointers(m)), AWAIT(const_members()));
    printf("%d %d\n", AWAIT(unions()), AWAIT(strings()));
    printf("%d %d\n", AWAIT(conditions(3)), AWAIT(conditions(1)));
    printf("%d %d\n", AWAIT(sizes(3)), AWAIT(gotos(2)));
    printf("%d\n", AWAIT(defined_in_sizes()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
