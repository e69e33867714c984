// Awaits in many places of expressions, initialisers and statements.
#include "support.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>
struct p {
    int x, y;
};
struct cm {
    const int k;
    int v;
};
struct bits {
    unsigned a : 3;
    int b : 5;
    unsigned c : 9;
};
struct big {
    int v[40];
    struct bits b;
    char s[8];
};
static struct p gp = {1, 2};
static ASYNC struct p mkp(int a, int b)
{
    AWAIT(turn());
    return (struct p){a, b};
}
static ASYNC struct cm mkcm(int a)
{
    AWAIT(turn());
    return (struct cm){a, a + 1};
}
static ASYNC struct big mkbig(int a)
{
    struct big r = {.v = {[3] = a}, .b = {.c = 100}, .s = "hey"};
    AWAIT(turn());
    return r;
}
static ASYNC struct p *ptr(struct p *p)
{
    AWAIT(turn());
    return p;
}
static ASYNC void nothing(int x)
{
    printf("nothing %d\n", x);
    AWAIT(turn());
}
static ASYNC const char *name(int i)
{
    AWAIT(turn());
    return i ? "one" : "zero";
}
static ASYNC short sh(int x)
{
    AWAIT(turn());
    return (short)x;
}
static ASYNC int add(int a, int b)
{
    AWAIT(turn());
    return a + b;
}
static ASYNC int sub(int a, int b)
{
    AWAIT(turn());
    return a - b;
}
static ASYNC long double ld(long double x)
{
    AWAIT(turn());
    return x;
}
typedef ASYNC int binary(int, int);
struct ops {
    ASYNC int (*fn)(int, int);
    binary *other;
};
static void end(int *x)
{
    printf("end %d\n", *x);
}
#define P(x) printf("%d: %d\n", __LINE__, (int)(x))

static ASYNC int t_cond(int c)
{
    struct cm k = {5, 6};
    P((c ? AWAIT(mkcm(3)) : k).k + (c ? k : AWAIT(mkcm(3))).v);
    P(AWAIT(mkcm(9)).k + AWAIT(mkcm(8)).v);
    c ? AWAIT(nothing(1)) : (void)0;
    c ? (void)0 : AWAIT(nothing(2));
    puts(c ? AWAIT(name(c)) : "str");
    puts(c ? "str" : AWAIT(name(c)));
    P(sizeof(c ? AWAIT(sh(1)) : 'a'));
    P((c ? AWAIT(sh(-1)) : 1u) > 0);
    P((AWAIT(sh(-1)) ?: 1u) > 0);
    void *v = c ? AWAIT(ptr(&gp)) : NULL;
    P(v == &gp);
    P((c ? AWAIT(ptr(&gp)) : (void *)0) == &gp);
    return 0;
}
static ASYNC int t_lvalues(void)
{
    int a[4] = {1, 2, 3, 4}, i = 1;
    struct p q = {5, 6}, r;
    struct bits b = {0};
    a[AWAIT(quiet(1))]++;
    P(a[1]);
    P(--a[AWAIT(quiet(2))]);
    (*AWAIT(ptr(&q))).x++;
    AWAIT(ptr(&q))->y += AWAIT(quiet(10));
    P(q.x * 100 + q.y);
    int *z = &a[AWAIT(quiet(3))], *w = &AWAIT(ptr(&q))->y;
    *z += *w;
    P(a[3]);
    r = q = AWAIT(mkp(7, 8));
    P(r.x + q.y);
    i += a[0] -= AWAIT(quiet(3));
    P(i);
    P(a[0]);
    b.a = AWAIT(quiet(13));
    P(b.a);
    P((b.a = AWAIT(quiet(15))) + AWAIT(quiet(1)));
    P((b.b = AWAIT(quiet(17))) + AWAIT(quiet(1)));
    b.c += AWAIT(quiet(600));
    P(b.c++ + AWAIT(quiet(1)));
    P((r = AWAIT(mkp(3, 4))).y + AWAIT(quiet(1)));
    P((q = r, q).x + AWAIT(quiet(1)));
    _Bool t;
    P((t = AWAIT(quiet(2))) + AWAIT(quiet(1)));
    char c;
    P((c = AWAIT(quiet(300))) + AWAIT(quiet(1)));
    P(AWAIT(quiet(1))[a]);
    P((&q)[AWAIT(quiet(0))].x);
    return 0;
}
static ASYNC int t_init(void)
{
    int a = AWAIT(quiet(1)), *p = &a, b[2] = {a, AWAIT(quiet(2))}, c = *p + b[1];
    P(c);
    struct {
        char s[4];
        int x;
    } v = {"abc", AWAIT(quiet(5))};
    puts(v.s);
    P(v.x);
    const int t[3] = {1, AWAIT(quiet(4)), 3};
    P(t[1] + t[2]);
    int(*q)[3] = &(int[3]){AWAIT(quiet(6)), 7};
    AWAIT(turn());
    P((*q)[0] + (*q)[1] + (*q)[2]);
    int rng[6] = {[1 ... 4] = AWAIT(get(9))};
    P(rng[0] + rng[4] + rng[5]);
    struct big g = {.v[2] = AWAIT(quiet(3)), .b.c = AWAIT(quiet(400)), .s = {'x', AWAIT(quiet('y'))}};
    P(g.v[2] + g.b.c);
    puts(g.s);
    struct big h = AWAIT(mkbig(4)), arr[2] = {AWAIT(mkbig(1)), {.s = "z"}};
    P(h.v[3] + h.b.c + arr[0].v[3]);
    puts(arr[1].s);
    puts(AWAIT(mkbig(1)).s);
    enum { A = 3, B } e = AWAIT(quiet(A)) + B;
    P(e);
    const struct cm k = AWAIT(mkcm(3)), l = {AWAIT(quiet(1)), k.k};
    AWAIT(turn());
    P(k.v + l.k + l.v);
    long double x = AWAIT(ld(1.5L)) + AWAIT(ld(2.0L));
    P(x * 2);
    char str[] = "hello", str2[10] = "hi";
    AWAIT(turn());
    P(sizeof str + strlen(str2) + str2[9]);
    return 0;
}
static ASYNC int t_flow(int n)
{
    switch (AWAIT(quiet(n)))
    case 1:
        AWAIT(nothing(3));
    while (n-- > 0)
        switch (AWAIT(quiet(n))) {
        case 0:
            continue;
        case 1:
            AWAIT(nothing(4));
            break;
        default:
            AWAIT(nothing(5));
        }
    for (int i = AWAIT(quiet(0)), m = AWAIT(quiet(2)); i < m; i += AWAIT(quiet(1))) {
        P(i * 10 + m);
        if (i)
            continue;
        AWAIT(turn());
    }
    if (AWAIT(quiet(0)))
        P(1);
    else if (AWAIT(quiet(0)))
        P(2);
    else if (AWAIT(quiet(1)))
        P(3);
    else
        P(4);
    for (int i __attribute__((cleanup(end))) = AWAIT(quiet(0)); i < 2; i++) {
        int j __attribute__((cleanup(end))) = AWAIT(quiet(i + 20));
        if (!i)
            continue;
        break;
    }
    do {
        if (AWAIT(quiet(0)))
            break;
        else
            continue;
    } while (AWAIT(get(0)));
    P(({
        int y __attribute__((cleanup(end))) = AWAIT(quiet(5));
        y + AWAIT(quiet(1));
    }));
    for (;;) {
        int y __attribute__((cleanup(end))) = 77;
        switch (AWAIT(quiet(2))) {
        case 2: {
            int z __attribute__((cleanup(end))) = 78;
            AWAIT(turn());
            break;
        }
        default:
            P(0);
        }
        goto out;
    }
out: {
    int y __attribute__((cleanup(end))) = 79;
    DEFER
    {
        AWAIT(nothing(9));
    }
    return AWAIT(quiet(1)), AWAIT(quiet(y));
}
}
static ASYNC int t_calls(int c)
{
    struct ops o = {add, sub}, *po = &o;
    ASYNC int (*t[2])(int, int) = {add, sub};
    P(AWAIT((*t[1])(9, 4)));
    P(AWAIT((c ? add : sub)(9, 4)));
    P(AWAIT(po->fn(AWAIT(po->other(5, 1)), AWAIT(t[AWAIT(quiet(1))](3, 2)))));
    P(AWAIT(add(AWAIT(add(1, AWAIT(add(2, 3)))), AWAIT(sub(10, c++)))));
    P(c);
    P(__builtin_expect(AWAIT(quiet(1)), 1));
    P(__builtin_choose_expr(1, AWAIT(quiet(6)), AWAIT(get(1))));
    P(_Generic(AWAIT(sh(1)), short: 1, default: 2));
    P(_Generic(c, int: AWAIT(quiet(3)), default: AWAIT(get(2))));
    P(offsetof(struct p, y));
    static _Thread_local int tl;
    tl += AWAIT(quiet(4));
    P(tl);
    extern int note(int x);
    P(note(AWAIT(quiet(3))));
    __int128 big = (__int128)AWAIT(quiet(1)) << 100;
    AWAIT(turn());
    P(big >> 98);
    printf("%s %d %s\n", AWAIT(name(1)), AWAIT(quiet(2)), c > 100 ? "" : AWAIT(name(0)));
    P((AWAIT(quiet(1)), AWAIT(quiet(2))) + ((void)AWAIT(get(5)), 3));
    P(!AWAIT(quiet(0)) + ~AWAIT(quiet(1)) - -AWAIT(quiet(2)));
    P((char)AWAIT(quiet(257)) + (AWAIT(quiet(1)) << 3 | AWAIT(quiet(2))));
    P(AWAIT(quiet(1)) && AWAIT(quiet(2)) || AWAIT(get(3)));
    P((AWAIT(quiet(0)) || c++) && (c > 100 || AWAIT(quiet(7))) ? AWAIT(quiet(8)) : AWAIT(quiet(9)));
    P(({
        __label__ L;
        int k = 0;
    L:
        k++;
        if (k < AWAIT(quiet(3)))
            goto L;
        k;
    }));
    volatile struct p vp = {1, 2};
    vp.x += AWAIT(quiet(3));
    P(vp.x + vp.y);
    typedef struct {
        int q;
    } local;
    local lo = {AWAIT(quiet(4))};
    AWAIT(turn());
    P(lo.q);
    P(__func__[AWAIT(quiet(2))]);
    return c;
}
static ASYNC int async_main(void)
{
    AWAIT(t_cond(0));
    AWAIT(t_cond(1));
    AWAIT(t_lvalues());
    AWAIT(t_init());
    P(AWAIT(t_flow(3)));
    P(AWAIT(t_calls(1)));
    return 0;
}
int main(void)
{
    return async_run(async_main());
}
