/* Recursive functions: with several calls in one expression, with locals between calls, through pointers. */
#include "support.h"

#include <stdio.h>

static ASYNC int fib(int n)
{
    return n < 2 ? AWAIT(quiet(n)) : AWAIT(fib(n - 1)) + AWAIT(fib(n - 2));
}

static ASYNC int ackermann(int m, int n)
{
    if (m == 0)
        return n + 1;
    if (n == 0)
        return AWAIT(ackermann(m - 1, 1));
    return AWAIT(ackermann(m - 1, AWAIT(ackermann(m, n - 1))));
}

static int moves;

static ASYNC void hanoi(int n, char from, char to, char by)
{
    if (n == 0)
        return;
    AWAIT(hanoi(n - 1, from, by, to));
    if (++moves <= 4)
        printf("%c to %c\n", from, to);
    AWAIT(turn());
    AWAIT(hanoi(n - 1, by, to, from));
}

static ASYNC int depth_of(int *outer, int n)
{
    int here = n;
    AWAIT(turn());
    if (n == 0)
        return *outer;
    int below = AWAIT(depth_of(&here, n - 1));
    AWAIT(turn());
    return below * 10 + here + *outer * 0;
}

static ASYNC int permute(char *text, int from, int n)
{
    if (from == n) {
        AWAIT(turn());
        printf("%s ", text);
        return 1;
    }
    int count = 0;
    for (int i = from; i < n; i++) {
        char t = text[from];
        text[from] = text[i];
        text[i] = t;
        count += AWAIT(permute(text, from + 1, n));
        t = text[from];
        text[from] = text[i];
        text[i] = t;
    }
    return count;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(fib(12)));
    printf("%d\n", AWAIT(ackermann(2, 3)));
    AWAIT(hanoi(6, 'A', 'C', 'B'));
    printf("%d\n", moves);
    int start = 9;
    printf("%d\n", AWAIT(depth_of(&start, 4)));
    char text[] = "abc";
    printf("%d\n", AWAIT(permute(text, 0, 3)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
