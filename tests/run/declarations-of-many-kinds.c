/* Statics of types without a name, attributes, vectors, atomics in declarations that are taken apart. */
#include "support.h"
#include <stdio.h>
#include <string.h>

static int add(int a, int b)
{
    return a * 10 + b;
}

static ASYNC int statics(int n)
{
    static struct {
        int a, b;
    } s = {1, 2}, t[2] = {{3, 4}, {5, 6}}, *p = t;
    static const union {
        int i;
        float f;
    } u = {.i = 7}, v = {8};
    static enum { RED = 3, GREEN } color = GREEN, *q = &color;
    extern int printf(const char *restrict, ...), puts(const char *);
    int k = n;
    p = &t[k & 1];
    AWAIT(turn());
    s.a += p->a;
    return s.a + u.i + v.i + *q + k;
}

static ASYNC int attributes(int n)
{
    __attribute__((unused)) int a = AWAIT(quiet(n)), b __attribute__((unused)) = n;
    int c __attribute__((aligned(32))) = AWAIT(quiet(1)), *d = &c;
    typedef int v4 __attribute__((vector_size(16)));
    v4 v = {1, 2, 3, n}, w = v + AWAIT(quiet(2));
    _Atomic int at = 3;
    _Atomic(int) *pat = &at;
    register int r = n;
    int _Complex z = 0;
    const volatile int cv = n;
    const char text[] = "abc" "def", *ptr = text;
    int (*fp)(int, int) = add, (*arr[2])(int, int) = {add, add};
    AWAIT(turn());
    at += AWAIT(quiet(2));
    *pat *= 2;
    __real__ z = AWAIT(quiet(3));
    return w[3] + at + r + __real__ z + cv + (int)strlen(ptr) + fp(1, 2) + arr[1](3, 4) + *d;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(statics(3)));
    printf("%d\n", AWAIT(statics(4)));
    printf("%d\n", AWAIT(attributes(5)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
