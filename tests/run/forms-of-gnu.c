/* Forms of expressions and declarations of GNU C that stand beside AWAITs. */
#include "support.h"

#include <stddef.h>
#include <stdio.h>

struct record {
    int a;
    char b[10];
};

typedef int four __attribute__((vector_size(16)));
typedef float floats __attribute__((vector_size(16)));

static ASYNC four vector(int x)
{
    AWAIT(turn());
    return (four){x, x + 1, x + 2, x + 3};
}

static ASYNC int local_labels(int x)
{
    __label__ again, end;
again:
    AWAIT(turn());
    if (x++ > 5) {
        goto end;
    }
    goto again;
end:
    return x;
}

static ASYNC int test(void)
{
    int x = AWAIT(get(0)) ?: 3;
    int ranges[10] = {[0 ... 4] = 1, [5 ... 8] = 2, AWAIT(get(1))};
    struct {
        int a, b;
    } old = {b : AWAIT(get(2)), a : 1};
    int none[0];
    struct {
    } empty;
    (void)none;
    (void)empty;
    __auto_type inferred = AWAIT(get(3));
    int n = ({
                int k = AWAIT(get(4));
                k;
            }) +
            __extension__(5);
    if (__builtin_expect(AWAIT(get(1)), 1)) {
        n++;
    }
    printf("%d %d %d %d %d %d %s\n", x, ranges[3], ranges[7], old.b, inferred, n, __FUNCTION__);
    switch (n) {
    case 0 ... 20:
        printf("range %d\n", AWAIT(local_labels(n - 8)));
    }
    printf("%zu %zu\n", offsetof(struct record, b[3]), offsetof(struct record, b) + (size_t)AWAIT(quiet(n)));
    four a = AWAIT(vector(2));
    floats f = __builtin_convertvector(AWAIT(vector(3)), floats);
    four equal = a == AWAIT(vector(2));
    four several[] = {a, equal}, both = __builtin_shufflevector(several[0], AWAIT(vector(10)), 0, 5, 2, 7);
    printf("%d %d %d %d\n", both[0], both[1], both[2], both[3]);
    printf("%d %.1f %d %d\n", a[1], (double)f[2], equal[3], AWAIT(vector(7))[2]);
    int p = __builtin_types_compatible_p(int, int) + __builtin_constant_p(4) + __builtin_popcount(AWAIT(quiet(255)));
    if (p == 1) {
        __builtin_unreachable();
    }
    __builtin_prefetch(&p);
#define also +
    n = __real__({ AWAIT(quiet(1)); }) + 1 - (int)sizeof({ AWAIT(quiet(1)); }) + AWAIT(quiet(1))also(AWAIT(quiet(2)));
    printf("%d\n", n);
    __extension__({ p = AWAIT(get(p)); });
    p += __builtin_choose_expr(sizeof(AWAIT(get(1))) == sizeof(int), AWAIT(get(5)), AWAIT(get(6)));
    printf("%d %zu %s\n", p, sizeof L"ab" / sizeof(L'x'), u8"\u00e9");
    return 0;
}

int main(void)
{
    return async_run(test());
}
