/* GNU vector types. */
#include "support.h"

#include <stdio.h>

typedef int four __attribute__((vector_size(16)));
typedef float eight __attribute__((vector_size(32)));

struct body {
    four position;
    char tag;
};

static ASYNC four add(four a, four b)
{
    AWAIT(turn());
    return a + b;
}

static ASYNC int sum(const four *v)
{
    int s = 0;
    for (int i = 0; i < 4; i++) {
        s += AWAIT(quiet((*v)[i]));
    }
    return s;
}

static ASYNC int test(void)
{
    four a = {1, 2, 3, AWAIT(get(4))}, b = {10, 20, 30, 40};
    AWAIT(turn());
    four c = AWAIT(add(a, b)) * 2;
    AWAIT(turn());
    printf("%d %d %d %d\n", c[0], c[1], c[2], c[3]);
    c[AWAIT(quiet(1))] = AWAIT(quiet(5));
    printf("%d %d\n", AWAIT(sum(&c)), is_aligned(&c, 16));
    eight f = {0.5f};
    eight *p = &f;
    AWAIT(turn());
    f += 1;
    AWAIT(turn());
    printf("%.1f %.1f %d\n", (double)(*p)[0], (double)f[7], is_aligned(p, 32));
    struct body body = {{7, 8, 9, 10}, 't'};
    AWAIT(turn());
    printf("%d %c\n", AWAIT(sum(&body.position)), body.tag);
    return 0;
}

int main(void)
{
    return async_run(test());
}
