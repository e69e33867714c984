/* Sizes of arrays inside of types, in casts and sizeof: they are evaluated, with all that they read. */
#include "support.h"
#include <stdio.h>
static ASYNC int id(int x)
{
    AWAIT(turn());
    return x;
}
static ASYNC int a(int n)
{
    AWAIT(turn());
    return (int)sizeof(int[n]);
}
static ASYNC int b(int n, int *p)
{
    AWAIT(turn());
    return (*(int(*)[n])p)[1] + (int)sizeof *(int(*)[n])p;
}
static ASYNC int c(int n, int *p)
{
    int k = n + 1;
    AWAIT(turn());
    return ((int(*)[k])p)[1][0];
}
static ASYNC int d(int n, int *p)
{
    int k = n;
    int s = (int)sizeof(int[k++]);
    AWAIT(turn());
    return s + k + *p;
}
static ASYNC int e(int n)
{
    int k = n + 1;
    AWAIT(turn());
    return (int)sizeof(__typeof__(int[k][2]));
}
static ASYNC int test(void)
{
    int m[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    printf("%d %d %d %d %d\n", AWAIT(a(3)), AWAIT(b(2, m)), AWAIT(c(2, m)), AWAIT(d(2, m)), AWAIT(e(4)));
    return 0;
}
int main(void)
{
    return async_run(test());
}
