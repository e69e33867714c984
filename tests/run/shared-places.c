/* Locals of a frame that share their place: each keeps its value for as long as anything can read it. */
#include "support.h"

#include <stdio.h>
#include <string.h>

struct big {
    int v[20];
};

static void touch(void *p)
{
    (void)p;
}

static ASYNC struct big make(int x)
{
    struct big b = {{x}};
    AWAIT(turn());
    b.v[19] = x + 1;
    return b;
}

static int total_of(struct big b)
{
    return b.v[0] + b.v[19];
}

static ASYNC int in_a_row(int n)
{
    int total = 0;
    touch(&total);
    {
        struct big a = AWAIT(make(n));
        AWAIT(turn());
        total += total_of(a);
    }
    {
        long double b = AWAIT(quiet(3));
        AWAIT(turn());
        total += (int)b;
    }
    struct big c = AWAIT(make(n + 1));
    AWAIT(turn());
    struct big d = AWAIT(make(total_of(c)));
    AWAIT(turn());
    total += total_of(d);
    struct big e = d, f = e;
    AWAIT(turn());
    f.v[3] = total;
    AWAIT(turn());
    d = f;
    AWAIT(turn());
    return d.v[3] + total;
}

static ASYNC int in_loops(int n)
{
    int total = 0, last = -1;
    touch(&total);
    for (int i = 0; i < n; i++) {
        long square = i * AWAIT(quiet(i));
        char text[24];
        AWAIT(turn());
        if (i % 2) {
            int odd = (int)square + 1;
            AWAIT(turn());
            total += odd;
            last = odd;
            continue;
        }
        snprintf(text, sizeof text, "%ld", square);
        AWAIT(turn());
        total += (int)strlen(text);
        for (int j = i; j < n; j++) {
            double half = j / 2.0;
            AWAIT(turn());
            if (half > 2) {
                break;
            }
            total += (int)(half * 2);
        }
    }
    int after = total + last;
    AWAIT(turn());
    while (after > 100) {
        int half = after / 2;
        AWAIT(turn());
        after = half;
    }
    return after * 1000 + last;
}

static ASYNC int by_goto(int n)
{
    int total = 0, round = 0;
    touch(&total);
again:;
    int first = n + round;
    AWAIT(turn());
    if (round == 1) {
        goto middle;
    }
    total += first;
    long second = first * 2;
    AWAIT(turn());
    total += (int)second;
middle:;
    int third = first + total;
    AWAIT(turn());
    if (++round < 3) {
        total += third;
        goto again;
    }
    int fourth = third * 10;
    AWAIT(turn());
    return fourth + total;
}

static ASYNC int by_switch(int n)
{
    int seen = 0;
    touch(&seen);
    int kept = AWAIT(quiet(n * 7));
    switch (n) {
    case 0: {
        int zero = AWAIT(quiet(10));
        AWAIT(turn());
        seen += zero;
    } /* fall through */
    case 1: {
        long one = AWAIT(quiet(20));
        AWAIT(turn());
        seen += (int)one;
        break;
    }
    default: {
        struct big other = AWAIT(make(n));
        AWAIT(turn());
        seen += total_of(other);
    }
    }
    int result = seen + kept;
    AWAIT(turn());
    return result;
}

static ASYNC int in_expressions(int n)
{
    int seen = 0;
    touch(&seen);
    int a = AWAIT(quiet(n)) + AWAIT(quiet(n + 1)) * AWAIT(quiet(n + 2));
    int b = total_of(AWAIT(make(a))) + (AWAIT(quiet(1)) && AWAIT(quiet(0)) ? a : AWAIT(quiet(a)));
    int c = (AWAIT(quiet(b)), AWAIT(quiet(a))) - AWAIT(quiet(b));
    seen = a * 10000 + b * 100 - c;
    int d[3] = {AWAIT(quiet(seen)), AWAIT(quiet(2)), AWAIT(quiet(3))};
    AWAIT(turn());
    return d[0] + d[1] + d[2];
}

static ASYNC int parameters(int a, long b, char c, double d)
{
    touch(&a);
    int x = (int)b + c;
    AWAIT(turn());
    int y = x + (int)d;
    AWAIT(turn());
    long z = y * 2L;
    AWAIT(turn());
    b = z + a;
    AWAIT(turn());
    return (int)b;
}

static ASYNC int not_framed(int a, long b, char c, double d)
{
    int x = (int)b + c + a;
    AWAIT(turn());
    int y = x + (int)d;
    AWAIT(turn());
    long z = y * 2L;
    AWAIT(turn());
    struct big big = AWAIT(make((int)z));
    int first = big.v[0];
    AWAIT(turn());
    return first;
}

static ASYNC int with_defer(int n)
{
    int seen = 0;
    touch(&seen);
    for (int i = 0; i < n; i++) {
        int before = i * 3;
        DEFER
        {
            int inside = AWAIT(quiet(before + 1));
            AWAIT(turn());
            seen += inside;
        }
        if (i == 1) {
            continue;
        }
        long after = AWAIT(quiet(before)) + 2;
        AWAIT(turn());
        if (after > 10) {
            return seen + (int)after;
        }
        seen += (int)after;
    }
    return seen;
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(in_a_row(5)));
    printf("%d\n", AWAIT(in_loops(6)));
    printf("%d\n", AWAIT(by_goto(4)));
    printf("%d %d %d\n", AWAIT(by_switch(0)), AWAIT(by_switch(1)), AWAIT(by_switch(2)));
    printf("%d\n", AWAIT(in_expressions(2)));
    printf("%d %d\n", AWAIT(parameters(1, 2, 'c', 4.5)), AWAIT(not_framed(1, 2, 'c', 4.5)));
    printf("%d %d\n", AWAIT(with_defer(3)), AWAIT(with_defer(5)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
