// Awaits, jumps and cleanups out of macros.
#include "support.h"
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
struct l {
    int items[3];
    struct l *next;
    int n;
};
static struct l make(int x)
{
    return (struct l){{x, x + 1, x + 2}, 0, x};
}
static void end(int *x)
{
    printf("end %d\n", *x);
}
#define P(x) printf("%d: %d\n", __LINE__, (int)(x))
#define ARR(x, i) (make(x).items[i])
#define LIT(...) ((int[]){__VA_ARGS__})
#define Q(x) AWAIT(quiet(x))
#define SUM(a, b) ((a) + (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define FOREACH(p, head) for (struct l *p = (head); p; p = p->next)
#define FOREACH_SLOW(p, head) for (struct l *p = (Q(0), (head)); Q(p != 0); p = (Q(1), p->next))
#define TRY(e)                                                                                                         \
    do {                                                                                                               \
        int err_ = Q(e);                                                                                               \
        if (err_) {                                                                                                    \
            P(err_);                                                                                                   \
            goto fail;                                                                                                 \
        }                                                                                                              \
    } while (0)
#define RET(x) return Q(x)
#define SCOPED __attribute__((cleanup(end)))
#define WITH(v, x) for (int v SCOPED = Q(x), once_ = 1; once_; once_ = 0)
#define SWAP(a, b)                                                                                                     \
    do {                                                                                                               \
        __typeof__(a) t_ = (a);                                                                                        \
        AWAIT(turn());                                                                                                 \
        (a) = (b);                                                                                                     \
        (b) = t_;                                                                                                      \
    } while (0)
#define CASES(F) F(1, "a") F(2, "b") F(3, "c")
#define CASE(n, s)                                                                                                     \
    case n:                                                                                                            \
        printf("%s %d\n", s, Q(n));                                                                                    \
        break;
#define LET(T, n, v) T n = (v)
#define EVAL(x)                                                                                                        \
    ({                                                                                                                 \
        __auto_type v_ = (x);                                                                                          \
        AWAIT(turn());                                                                                                 \
        v_;                                                                                                            \
    })
#define IF_SLOW(c) if (Q(c))
#define UNLESS(c)                                                                                                      \
    if (Q(c)) {                                                                                                        \
    } else
#define FN(name, body)                                                                                                 \
    static ASYNC int name(int x)                                                                                       \
    {                                                                                                                  \
        body                                                                                                           \
    }
#define COUNT(a) (sizeof(a) / sizeof *(a))
#define APPLY(f, ...) AWAIT(f(__VA_ARGS__))
#define ID(...) __VA_ARGS__
#define STR(x) #x
#define CAT(a, b) a##b
FN(twice, int y = Q(x); RET(x + y);)
FN(
    thrice, int y = AWAIT(twice(x)); {
        DEFER
        {
            P(y);
        }
        y += Q(x);
    } return y;)
static ASYNC int f(int x)
{
    int a[3] = {3, 1, 2}, i = 1;
    struct l c = {.n = 3}, b = {.next = &c, .n = 2}, h = {.next = &b, .n = 1};
    P(ARR(x, Q(1)));
    P(LIT(1, x, 3)[Q(1)]);
    P(LIT(Q(4), x, 3)[Q(0)] + LIT(x)[0]);
    P(SUM(Q(1), ARR(3, Q(2))));
    P(MAX(Q(4), x));
    P(MAX(x, Q(4)));
    P(MAX(MAX(Q(1), Q(2)), Q(3)));
    FOREACH(p, &h)
    {
        P(p->n);
        AWAIT(turn());
        P(p->n * 2);
    }
    FOREACH(p, &h) P(Q(p->n));
    FOREACH_SLOW(p, &h)
    {
        if (p->n == 2)
            continue;
        P(p->n);
    }
    FOREACH_SLOW(p, &h) FOREACH(q, p)
    {
        if (q->n == 3)
            break;
        P(p->n * 10 + Q(q->n));
    }
    SWAP(a[0], a[1]);
    P(a[0] * 10 + a[1]);
    SWAP(h, b);
    P(h.n * 10 + b.n);
    SWAP(h, b);
    WITH(w, 5)
    {
        P(w);
        AWAIT(turn());
    }
    WITH(w, 6) WITH(v, 7) P(w + v + Q(1));
    WITH(w, 8)
    {
        if (x)
            break;
        P(w);
    }
    switch (Q(i)) {
        CASES(CASE) default : P(0);
    }
    switch (Q(3)) {
        CASES(CASE)
    }
    LET(int, m, Q(3)), n = Q(4);
    P(m + n);
    P(EVAL(x + Q(1)) + EVAL(EVAL(Q(2)) + 1));
    IF_SLOW(0) P(1);
    else P(2);
    UNLESS(0) P(3);
    UNLESS(1) P(4);
    P(APPLY(quiet, 3));
    P(APPLY(twice, APPLY(thrice, 2)));
    P(ID(AWAIT)(quiet(5)) + ID(ID(Q(1)) + Q(2)));
    P(COUNT(a) + Q(1));
    assert(Q(1) == 1);
    assert(ARR(1, Q(0)) == 1);
    CAT(AW, AIT)(turn());
    errno = 0;
    P(errno + Q(1));
    puts(STR(Q(1)));
    bool t = true;
    t &= Q(2) != 0;
    P(t);
    {
        int CAT(v, 1) SCOPED = Q(1), v2 SCOPED = v1 + 1;
        TRY(0);
        TRY(v2);
        P(100);
    }
fail:
    P(__LINE__ == Q(__LINE__));
    RET(x + i++ + a[i] + Q(1));
}
static ASYNC int async_main(void)
{
    P(AWAIT(f(1)));
    P(AWAIT(f(0)));
    return 0;
}
int main(void)
{
    return async_run(async_main());
}
