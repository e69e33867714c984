/* Qualifiers of a variable stay its own where its declaration is taken apart: `*const p` is no `const *p`. */
#include "support.h"
#include <stdio.h>

static void drop(char *const *p)
{
    printf("drop %s\n", *p ? *p : "-");
}
static void drop_plain(char **p)
{
    printf("plain %s\n", *p ? *p : "-");
}
static void drop_volatile(int *volatile *p)
{
    printf("volatile %d\n", **p);
}
static void drop_array(const int (*p)[2])
{
    printf("array %d %d\n", (*p)[0], (*p)[1]);
}
#define CLEAN(f) __attribute__((cleanup(f)))

static char text[] = "text";
static int number = 3;

static ASYNC void cleanups(void)
{
    CLEAN(drop) char *const a = text;
    CLEAN(drop_plain) char *b = text;
    CLEAN(drop_volatile) int *volatile c = &number;
    CLEAN(drop_array) const int d[2] = {1, 2};
    AWAIT(turn());
    number++;
}

/* these are not needed behind an await: C locals */
static ASYNC int pointers(int x)
{
    struct local {
        int a;
    } one = {x}, *const p = &one, *volatile q = &one, *const *const r = &p;
    const struct local *const s = &one;
    int sum = p->a + q->a + (*r)->a + s->a;
    AWAIT(turn());
    return sum;
}

/* these are */
static ASYNC int pointers_after(int x)
{
    struct local {
        int a;
    } one = {x}, *const p = &one, *volatile q = &one, *const *const r = &p;
    const struct local *const s = &one;
    static const struct {
        int a;
    } t[2] = {{1}, {2}}, *const u = t;
    enum { A, B } const e = B, *const f = &e;
    AWAIT(turn());
    return p->a + q->a + (*r)->a + s->a + u[1].a + *f;
}

static ASYNC int await_in_init(int x)
{
    struct {
        int a;
    } one = {AWAIT(quiet(x))}, *const p = &one, *volatile q = &one;
    struct local {
        int *p;
    } const two = {&x}, *const three = &two;
    p->a += x;
    return p->a + q->a + *three->p + AWAIT(quiet(1));
}

static ASYNC int test(void)
{
    AWAIT(cleanups());
    printf("%d %d %d\n", AWAIT(pointers(1)), AWAIT(pointers_after(2)), AWAIT(await_in_init(3)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
