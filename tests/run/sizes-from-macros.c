/* Sizes of arrays inside of types that come out of macros. */
#include "support.h"
#include <stdio.h>
#define ROW(n) int[n]
#define DIM(n) [n]
#define PTR(n) int(*)[n]
#define AT(p, w, i, j) (*(int(*)[][w])(p))[i][j]
#define ARRAY(name, n) int name[n]
static ASYNC int a(int n)
{
    AWAIT(turn());
    return (int)sizeof(ROW(n));
}
static ASYNC int b(int n, int *p)
{
    AWAIT(turn());
    return (*(int(*) DIM(n))p)[1] + (int)sizeof *(PTR(n))p;
}
static ASYNC int c(int n, int *p)
{
    AWAIT(turn());
    return ((PTR(n))p)[1][0];
}
static ASYNC int d(int w, int *p)
{
    int i = AWAIT(quiet(1));
    return AT(p, w, i, AWAIT(quiet(1)));
}
static ASYNC int e(int w, int *p)
{
    AWAIT(turn());
    __typeof__(ROW(w)) *q = (__typeof__(ROW(w)) *)p;
    return q[1][1] + (int)sizeof(__typeof__(ROW(w)));
}
static ASYNC int f(int n)
{
    ARRAY(v, n);
    v[n - 1] = 3;
    AWAIT(turn());
    return v[n - 1] + (int)sizeof v;
}
static ASYNC int g(int n)
{
    int k = n + 1;
    AWAIT(turn());
    return (int)sizeof(ROW(k)) + (int)_Alignof(ROW(k));
}
static ASYNC int h(int n, int *p)
{
    int k = n;
    AWAIT(turn());
    return (int)(((PTR(k))p + 1) - (PTR(k))p) + (int)((char *)((PTR(k))p + 1) - (char *)p);
}
static ASYNC int test(void)
{
    int m[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    printf("%d %d %d %d\n", AWAIT(a(3)), AWAIT(b(2, m)), AWAIT(c(3, m)), AWAIT(d(2, m)));
    printf("%d %d %d %d\n", AWAIT(e(3, m)), AWAIT(f(4)), AWAIT(g(2)), AWAIT(h(3, m)));
    return 0;
}
int main(void)
{
    return async_run(test());
}
