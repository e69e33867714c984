/* Twenty parameters of different types, all alive across AWAITs, and a call with an AWAIT in each argument. */
#include "support.h"

#include <stdio.h>

struct pair {
    int a, b;
};

static ASYNC double many(char a, short b, int c, long d, long long e, unsigned char f, unsigned g, float h, double i,
                         long double j, const char *k, int *l, struct pair m, struct pair *n, int o[], int (*p)(int),
                         _Bool q, void *r, const int s, unsigned long long t)
{
    AWAIT(turn());
    double sum = a + b + c + (double)d + (double)e + f + g + h + i + (double)j + (k[0] - '0') + *l + m.a + n->b;
    AWAIT(turn());
    sum += o[1] + p(16) + q + (r != NULL) + s + (double)t;
    AWAIT(turn());
    return sum;
}

static ASYNC int eight(int a, int b, int c, int d, int e, int f, int g, int h)
{
    return a + 10 * b + 100 * c + 1000 * d + AWAIT(quiet(10000)) * (e + 10 * f + 100 * g + 1000 * h);
}

static ASYNC int test(void)
{
    int x = 12, o[] = {0, 15};
    struct pair m = {13, 0}, n = {0, 14};
    printf("%.1f\n", AWAIT(many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ";", &x, m, &n, o, note, 17, &x, 19,
                                (unsigned long long)AWAIT(quiet(20)))));
    printf("%d\n", AWAIT(eight(AWAIT(quiet(1)), AWAIT(quiet(2)), 3, AWAIT(quiet(4)), AWAIT(quiet(5)), 6,
                               AWAIT(quiet(7)), AWAIT(quiet(8)))));
    return 0;
}

int main(void)
{
    return async_run(test());
}
