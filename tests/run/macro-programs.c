/* Macros as programs have them: handlers out of X-macros, generic lists, logs, checks, #if inside of arguments. */
#include "support.h"
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define SHOW(fmt, ...) printf("%s:%d " fmt "\n", __func__, __LINE__, __VA_ARGS__)
#define ARG2(a, b) ((a) * 10 + (b))
#define IFDEF_TEST 1
#define STRINGIFY(x) #x
#define EXPAND_STRINGIFY(x) STRINGIFY(x)
#define LOG(level, ...)                                                                                                \
    do {                                                                                                               \
        if ((level) > 0) {                                                                                             \
            fprintf(stdout, "[%d] ", (level));                                                                         \
            fprintf(stdout, __VA_ARGS__);                                                                              \
            fputc('\n', stdout);                                                                                       \
        }                                                                                                              \
    } while (0)
#define CHECK(expr) ((expr) ? (void)0 : (printf("failed: %s at %d\n", #expr, __LINE__), exit(1)))
#define CLEAN(x) __attribute__((cleanup(x)))
#define BEGIN_TRY                                                                                                      \
    do {                                                                                                               \
        int try_state = AWAIT(quiet(0));                                                                               \
        (void)try_state;
#define END_TRY                                                                                                        \
    }                                                                                                                  \
    while (0)
#define ONCE for (int once = 1; once; once = 0)
#define lambda_arg(x, ...) (x)(__VA_ARGS__)
#define DEFINE_LIST(T)                                                                                                 \
    struct list_##T {                                                                                                  \
        T v;                                                                                                           \
        struct list_##T *next;                                                                                         \
    };                                                                                                                 \
    static ASYNC T sum_##T(struct list_##T *l)                                                                         \
    {                                                                                                                  \
        T s = 0;                                                                                                       \
        for (; l; l = l->next) {                                                                                       \
            s += AWAIT(id_##T(l->v));                                                                                  \
        }                                                                                                              \
        return s;                                                                                                      \
    }
static ASYNC int id_int(int x)
{
    AWAIT(turn());
    return x;
}
static ASYNC double id_double(double x)
{
    AWAIT(turn());
    return x;
}
DEFINE_LIST(int)
DEFINE_LIST(double)
#define HANDLERS(X) X(open, 1) X(close, 2) X(read, 3)
#define DECL(n, v) static ASYNC int on_##n(int);
#define DEF(n, v)                                                                                                      \
    static ASYNC int on_##n(int x)                                                                                     \
    {                                                                                                                  \
        SHOW("%s %d", #n, AWAIT(quiet(v)) + x);                                                                        \
        return v;                                                                                                      \
    }
#define ENTRY(n, v) {#n, on_##n},
HANDLERS(DECL)
static const struct handler {
    const char *name;
    ASYNC int (*call)(int);
} table[] = {HANDLERS(ENTRY)};
HANDLERS(DEF)
static void cleanup_free(char **p)
{
    printf("free %s\n", *p);
    free(*p);
}
static ASYNC int conds(int x)
{
    int a = ARG2(
#if IFDEF_TEST
        AWAIT(quiet(1))
#else
        0
#endif
            ,
#ifdef NOPE
        1
#else
        x
#endif
    );
    printf("%d\n",
#if 1
           AWAIT(quiet(a)));
#else
           0);
#endif
    if (x)
#ifdef NOPE
        return 1;
    else
#endif
        a += AWAIT(quiet(1));
    switch (AWAIT(quiet(x))) {
#define C(n)                                                                                                           \
    case n:                                                                                                            \
        a += n;                                                                                                        \
        AWAIT(turn());
        C(1) C(2) break;
        C(3)
#undef C
    default:
        a = 0;
    }
    return a;
}
static ASYNC int lines(void)
{
    SHOW("%d %d", AWAIT(quiet(__LINE__)), __LINE__);
    LOG(AWAIT(quiet(1)), "%s %d", EXPAND_STRINGIFY(IFDEF_TEST), AWAIT(quiet(2)));
    CHECK(AWAIT(quiet(1)) == 1 && "x");
    assert(AWAIT(quiet(1)) || !"never");
    BEGIN_TRY
    if (AWAIT(quiet(1)))
        break;
    puts("no");
    END_TRY;
    ONCE
    {
        if (AWAIT(quiet(1)))
            continue;
        puts("no");
    }
    int r = lambda_arg(note, AWAIT(quiet(4)));
    errno = AWAIT(quiet(EAGAIN));
    int e = errno;
    printf("%d\n", e == EAGAIN);
    char *s CLEAN(cleanup_free) = strdup("abc");
    s[AWAIT(quiet(1))] = 'X';
    puts(s);
    return r;
}
typedef ASYNC int handler_fn(int);
typedef ASYNC int (*handler_ptr)(int);
static handler_fn later_defined;
static ASYNC handler_ptr pick2(int which)
{
    return AWAIT(quiet(which)) ? table[0].call : later_defined;
}
static inline ASYNC int inl(int x)
{
    return AWAIT(quiet(x));
}
static ASYNC int cb(handler_ptr h, ASYNC int (*arr[2])(int), handler_fn *f)
{
    return AWAIT(h(1)) + AWAIT(arr[1](2)) + AWAIT((*f)(3)) + AWAIT((**arr[0])(4));
}
static int later_defined(int x)
{
    AWAIT(turn());
    return x * 100;
}
static ASYNC int async_main(void)
{
    ASYNC int (*two[2])(int) = {on_open, later_defined};
    struct list_int a = {1, 0}, b = {2, &a};
    struct list_double c = {1.5, 0}, d = {2.5, &c};
    printf("%d %.1f\n", AWAIT(sum_int(&b)), AWAIT(sum_double(&d)));
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        printf("%s %d\n", table[i].name, AWAIT(table[i].call((int)i)));
    printf("%d\n", AWAIT(conds(1)));
    printf("%d\n", AWAIT(conds(3)));
    printf("%d\n", AWAIT(lines()));
    printf("%d\n", AWAIT(AWAIT(pick2(1))(7)));
    printf("%d\n", AWAIT(AWAIT(pick2(0))(7)) + AWAIT(inl(3)));
    printf("%d\n", AWAIT(cb(on_read, two, later_defined)));
    return 0;
}
int main(void)
{
    return async_run(async_main());
}
