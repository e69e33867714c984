/* Parameters that are written as arrays or functions are pointers: so is what points to them, what is read through
 * that, and what gets their type. */
#include "support.h"

#include <stdio.h>

typedef int triple[3];

static ASYNC int *pass(int *p)
{
    AWAIT(turn());
    return p;
}

static int digits(const int *a, int b)
{
    return *a * 10 + b;
}

static int plus_one(int x)
{
    return x + 1;
}

static ASYNC int addresses(int a[static 4], triple b, int f(int), int m[][2])
{
    int n = (*({ AWAIT(turn()); &a; }))[1];
    n += *(*({ AWAIT(turn()); &(b); }) + 1);
    n += (*({ AWAIT(turn()); &f; }))(4);
    n += (*({ AWAIT(turn()); &m; }))[1][1];
    __auto_type pa = &a;
    __auto_type pf = &f;
    __auto_type pm = &m;
    __typeof__(&b) pb = AWAIT(quiet(1)) ? &b : &a, pointers[2] = {pa, [1] = AWAIT(quiet(1)) ? &b : NULL};
    int **const *const way = &(int **const){&a};
    AWAIT(turn());
    n += (*pa)[2] + (*pb)[2] + (*pf)(5) + (*pm)[0][1] + **pointers[1] + ***way;
    n += digits(*pa, AWAIT(quiet(2))) + digits(*&b, AWAIT(quiet(3))) + digits(pointers[0][0], AWAIT(quiet(4)));
    n += (*&a)[AWAIT(quiet(1))] + (*pa + 1)[AWAIT(quiet(0))];
    (*pa)++;
    return n * 10 + a[AWAIT(quiet(0))];
}

static ASYNC int variables(int a[static 4], triple b, int f(int), int m[][2])
{
    int n = 0, *begin = a;
    __auto_type copy = a;
    __auto_type behind = (AWAIT(turn()), a);
    __auto_type stepped = a++;
    __auto_type chosen = AWAIT(quiet(1)) ? a-- : b;
    __auto_type function = f;
    __auto_type rows = m;
    __auto_type value = ({ AWAIT(turn()); b; });
    __typeof__(a) later, array[2] = {b, a};
    __typeof__(a += 0) other = begin;
    later = b;
    AWAIT(turn());
    n += *copy + *behind + *stepped + *chosen + function(1) + rows[1][0] + *value + *later + array[0][1] + *other;
    n += digits(a++, AWAIT(quiet(1))) + digits(later++, AWAIT(quiet(1))) + digits(a = begin, AWAIT(quiet(1)));
    later = AWAIT(pass(a));
    later[AWAIT(quiet(1))] += 5;
    return n * 10 + a[1] + (int)(sizeof copy + sizeof later + sizeof array);
}

static ASYNC int test(void)
{
    int a[4] = {1, 2, 3, 4}, b[3] = {7, 8, 9}, m[2][2] = {{1, 2}, {3, 4}};
    printf("%d\n", AWAIT(addresses(a, b, plus_one, m)));
    printf("%d\n", AWAIT(variables(a, b, plus_one, m)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
