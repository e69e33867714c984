/* Arrays of variable size behind a clean-up: it reaches them by pointers, so they live until it has run. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static void scrub(void)
{
    volatile char stack[4000];
    memset((char *)stack, 0x5a, sizeof stack);
}

static void show(const int **p)
{
    scrub();
    printf("show %d\n", **p);
}

static ASYNC int early_and_late(int n)
{
    const char *end = "none";
    DEFER {
        scrub();
        puts(end);
    }
    if (n == 1) {
        return AWAIT(quiet(1));
    }
    char text[n + 30], other[n][9];
    strcpy(text, "text");
    strcpy(other[n - 1], "other");
    end = n == 2 ? text : other[n - 1];
    return n == 3 ? 3 : AWAIT(quiet(n));
}

static ASYNC int awaits_behind(int n)
{
    int *p = &n;
    DEFER {
        printf("%d\n", *p);
        AWAIT(turn());
        scrub();
        printf("%d\n", *p);
    }
    int a[n];
    AWAIT(turn());
    for (int i = 0; i < n; i++) {
        a[i] = i * 10;
    }
    p = a + n - 1;
    return (int)sizeof a;
}

/* Nothing awaits. */
static ASYNC int never(int n)
{
    int *p = &n;
    DEFER {
        scrub();
        printf("%d\n", *p);
    }
    int a[n];
    a[n - 1] = 4;
    p = &a[n - 1];
    return 0;
}

static ASYNC int loops(int n)
{
    const int *p = &n;
    for (int i = 0; i < 4; i++) {
        p = &n;
        DEFER {
            AWAIT(turn());
            scrub();
            printf("%d: %d\n", i, *p);
        }
        if (i == 3) {
            break;
        }
        int a[n + i], b[i + 1];
        a[0] = b[i] = i;
        p = i == 1 ? b + 1 : a;
        if (i == 1) {
            continue;
        }
        a[0] = 9;
    }
    return 0;
}

/* Each time round another array, the one before is gone. */
static ASYNC int jumps_back(int n)
{
    int *p = &n, round = 0;
    DEFER {
        scrub();
        printf("%d\n", *p);
    }
again:;
    int a[n + round];
    a[n + round - 1] = round;
    p = a + n + round - 1;
    AWAIT(turn());
    if (++round < 50) {
        goto again;
    }
    return *p;
}

static ASYNC int by_cleanup(int n)
{
    const int nought = 0, *p __attribute__((cleanup(show))) = &nought;
    const int *q __attribute__((cleanup(show))) = &n;
    AWAIT(turn());
    int a[n];
    DEFER {
        scrub();
    }
    int b[n];
    a[0] = 6;
    b[0] = 7;
    p = a;
    q = b;
    return 0;
}

static void show_first(int (*array)[])
{
    printf("first %d\n", (*array)[0]);
}

static ASYNC int with_cleanup(int n)
{
    int *p = &n;
    AWAIT(turn());
    {
        DEFER {
            scrub();
            printf("%d\n", *p);
        }
        int a[n] __attribute__((cleanup(show_first)));
        a[0] = 12;
        p = a;
        if (n == 2) {
            return 2;
        }
    }
    return 0;
}

static ASYNC int rows(int n)
{
    int (**p)[n] = NULL, first = 0;
    int table[2][n];
    memset(table, 0, sizeof table);
    table[1][n - 1] = 8;
    {
        DEFER {
            scrub();
            printf("%d %d\n", (**p)[n - 1], first);
        }
        int (*row)[n] = table + 1;
        p = &row;
        first = AWAIT(quiet(2));
    }
    return 0;
}

static ASYNC int value(int n)
{
    int *p = &n;
    return ({
        DEFER {
            scrub();
            printf("%d\n", *p);
        }
        int a[n];
        a[1] = 11;
        p = a + 1;
        a[1] + AWAIT(quiet(1));
    });
}

static ASYNC int test(void)
{
    for (int i = 1; i <= 4; i++) {
        printf("%d\n", AWAIT(early_and_late(i)));
    }
    printf("%d\n", AWAIT(awaits_behind(3)));
    AWAIT(never(3));
    AWAIT(loops(2));
    printf("%d\n", AWAIT(jumps_back(4)));
    AWAIT(by_cleanup(2));
    AWAIT(with_cleanup(2));
    AWAIT(with_cleanup(3));
    AWAIT(rows(3));
    printf("%d\n", AWAIT(value(2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
