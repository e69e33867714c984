/* Every way to say an alignment. */
#include "support.h"
#include <stddef.h>
#include <stdio.h>
#define CACHED __attribute__((aligned(LINE)))
enum { LINE = 128 };
static int aligned_at(int x) { return x; }
static void gone(int *p) { printf("gone %d %d\n", *p, is_aligned(p, 64)); }
static ASYNC int locals(int n)
{
    _Alignas(LINE) char a = (char)aligned_at(4096);
    CACHED char b[3] = {1, 2, 3};
    __attribute__((aligned(sizeof(double) * 4))) char c = 'c';
    __attribute__((aligned)) char d = 'd';
    _Alignas(16) _Alignas(LINE * 2) short e = 2;
    char g __attribute__((aligned(8))) = 'g', h = 'h', k CACHED = 'k';
    _Alignas(max_align_t) char m = 'm';
    _Alignas(0) char z = 'z';
    CACHED struct { int x, y; } s = {1, 2};
    struct { char c; int v __attribute__((aligned(64))); } t = {'t', 4};
    __attribute__((cleanup(gone), aligned(64))) int u = 5;
    _Alignas(4096) volatile int page = n;
    static _Alignas(256) int st;
    for (int i = 0; i < 2; i++) {
        AWAIT(turn());
        const CACHED int inner = AWAIT(quiet(i));
        AWAIT(turn());
        printf("%d %d\n", inner, is_aligned(&inner, 128));
    }
    printf("%d %d %d %d %d %d %d %d %d %d %d %d\n", is_aligned(&a, 128), is_aligned(b, 128), is_aligned(&c, 32), is_aligned(&d, 16), is_aligned(&e, 256),
        is_aligned(&g, 8), is_aligned(&k, 128), is_aligned(&m, 16), is_aligned(&s, 128), is_aligned(&t.v, 64), is_aligned(&page, 4096), is_aligned(&st, 256));
    printf("%d %d %c %c %d %c %c %c %c %c %d %d %d %d\n", a, b[2], c, d, e, g, h, k, m, z, s.y, t.v, u, page);
    AWAIT(turn());
    return n ? AWAIT(locals(n - 1)) + page : 0;
}
int main(void) { return async_run(locals(3)) - 6; }
