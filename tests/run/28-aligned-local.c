/* Locals that ask for more alignment than malloc gives keep it, and their values, across an AWAIT. */
#include "support.h"

#include <stdio.h>

struct line {
    _Alignas(64) char bytes[64];
};

static ASYNC struct line aligned_result(char c)
{
    struct line l = {{c}};
    AWAIT(turn());
    return l;
}

static ASYNC int test(void)
{
    _Alignas(64) int wide = AWAIT(get(1));
    char between = 'x';
    struct line l = {"line"};
    __attribute__((aligned(32))) double d[4] = {[3] = 3.5};
    _Alignas(long double) char small = 's';
    AWAIT(turn());
    int *p = &wide;
    AWAIT(turn());
    printf("%d %d %d %d\n", is_aligned(p, 64), is_aligned(&l, 64), is_aligned(d, 32), is_aligned(&small, 16));
    printf("%d %c %s %.1f %c\n", wide, between, l.bytes, d[3], small);
    struct line copy = AWAIT(aligned_result('r'));
    struct line *q = &copy;
    AWAIT(turn());
    printf("%d %c %zu\n", is_aligned(q, 64), copy.bytes[0], _Alignof(struct line));
    for (int i = 0; i < 2; i++) {
        _Alignas(128) short inner[3] = {(short)i};
        AWAIT(turn());
        printf("%d %d\n", is_aligned(inner, 128), inner[0]);
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
