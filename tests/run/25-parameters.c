/* Parameters that the body changes, and parameters written as arrays and functions. */
#include "support.h"

#include <stdio.h>

typedef int row[3];

static ASYNC int countdown(int n, const int step)
{
    int rounds = 0;
    for (; n > 0; n -= step) {
        AWAIT(turn());
        rounds++;
    }
    return rounds * 100 + n;
}

static ASYNC int sum(int a[3], row b, int n, const char text[static 2])
{
    int total = 0;
    AWAIT(turn());
    while (n--) {
        total += *a++ * b[n];
        AWAIT(turn());
    }
    printf("%zu %zu %s\n", sizeof a, sizeof b, text);
    return total;
}

static ASYNC int twice(int f(int), int x)
{
    AWAIT(turn());
    return f(f(x));
}

static ASYNC int last(int n, int m[][2])
{
    AWAIT(turn());
    return m[n - 1][1];
}

static ASYNC int old_names(int a, int b);

static ASYNC int old_names(int b, int a)
{
    AWAIT(turn());
    return b * 10 + a;
}

static ASYNC char narrow(char c, float f, _Bool b, short s __attribute__((unused)))
{
    AWAIT(turn());
    c += (char)f;
    AWAIT(turn());
    return b ? c : 'n';
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(countdown(7, 2)));
    int a[] = {1, 2, 3}, b[] = {10, 100, 1000}, m[][2] = {{1, 2}, {3, 4}};
    printf("%d\n", AWAIT(sum(a, b, 3, "hi")));
    printf("%d\n", AWAIT(twice(note, 4)));
    printf("%d\n", AWAIT(last(2, m)));
    printf("%d\n", AWAIT(old_names(1, 2)));
    printf("%c\n", AWAIT(narrow('a', 2.9f, 2, 0)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
