/* Parameters declared as arrays are pointers: they are assigned, and read in order. */
#include "support.h"
#include <stdio.h>

// erase: no, C leaves the order of arguments open
static ASYNC int id(int x)
{
    AWAIT(turn());
    return x;
}
static int pick(int *p, int i)
{
    return p[i];
}
typedef int three[3];
static ASYNC int a(int p[3], three q)
{
    int s = p[AWAIT(id(0))] + q[AWAIT(id(1))];
    s = s * 10 + pick(p, (p = q, AWAIT(id(2))));
    s = s * 10 + pick(q, (q++, AWAIT(id(1))));
    AWAIT(turn());
    p++;
    return s * 10 + *p + AWAIT(id(*q));
}
static ASYNC int test(void)
{
    int m[3] = {1, 2, 3}, n[3] = {4, 5, 6};
    printf("%d\n", AWAIT(a(m, n)));
    return 0;
}
int main(void)
{
    return async_run(test());
}
