/* Arithmetic on pointers to arrays of variable size, and their elements, around AWAITs. */
#include "support.h"
#include <stdio.h>
static ASYNC int id(int x)
{
    AWAIT(turn());
    return x;
}
static ASYNC int a(int n, int m[n][n])
{
    int s = 0;
    s += m[AWAIT(id(0))][1];
    s += *(*(m + AWAIT(id(1))) + AWAIT(id(1)));
    s += m[1][AWAIT(id(0))] * 100;
    int(*p)[n] = m;
    s += (*p++)[AWAIT(id(0))];
    s += (*p)[0] + AWAIT(id(5));
    int(*q)[n] = AWAIT(id(1)) ? m : p;
    q = q + AWAIT(id(1));
    *q[AWAIT(id(0))] = 9;
    p = (AWAIT(id(0)), m);
    q += AWAIT(id(-1));
    return s + q[0][0] + p[0][0] + (int)(sizeof *p);
}
static ASYNC int test(void)
{
    int m[2][2] = {{1, 2}, {3, 4}};
    printf("%d\n", AWAIT(a(2, m)));
    printf("%d\n", m[1][0]);
    return 0;
}
int main(void)
{
    return async_run(test());
}
