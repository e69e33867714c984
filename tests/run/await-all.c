/* AWAIT_ALL in the language: as any statement, out of macros, with targets and arguments of all kinds. What its calls do
 * does not depend on each other, so that one after the other gives the same. */
#include "support.h"

#include <asyncc.h>
#include <stdio.h>

struct pair {
    int first, second[2];
};

struct wide {
    long values[12];
};

static ASYNC struct wide widen(int value)
{
    struct wide wide = {{value}};
    AWAIT(turn());
    wide.values[11] = value + 1;
    return wide;
}

static ASYNC double half(int value)
{
    return AWAIT(quiet(value)) / 2.0;
}

static ASYNC void nothing(void)
{
    AWAIT(turn());
}

#define BOTH(x, f, y, g) AWAIT_ALL((x) = f, (y) = g)
#define FIRST(p) (p)->first
#define TWICE(call) AWAIT_ALL(a = call, b = call)

static ASYNC int targets(void)
{
    struct pair pair = {0}, *at = &pair;
    struct wide wide;
    int a, b, i = 0;
    double d;
    unsigned char small;
    AWAIT_ALL(FIRST(at) = quiet(1), /* a comment, */ pair.second[i++] = quiet(2), // and another
              *(at->second + 1) = quiet(AWAIT(quiet(3))), wide = widen(4), d = half(5), small = quiet(257));
    printf("%d %d %d %ld %g %d %d\n", pair.first, pair.second[0], pair.second[1], wide.values[0] + wide.values[11], d,
           small, i);
    BOTH(a, quiet(6), b, quiet(7));
    printf("%d %d\n", a, b);
    TWICE(quiet(8));
    ASYNC_AWAIT_ALL(nothing());
    return a + b;
}

static ASYNC int statements(int n)
{
    int a = 0, b = 0, sum = 0;
    for (int i = 0; i < n; i++)
        if (i % 2)
            AWAIT_ALL(a = quiet(i));
        else
            AWAIT_ALL(b = quiet(i), nothing());
    do
        AWAIT_ALL(a = quiet(n), b = quiet(n--));
    while (n > 2);
    switch (n) {
    case 2:
        AWAIT_ALL(a = quiet(({
                      int inner;
                      AWAIT_ALL(inner = quiet(4), nothing());
                      inner;
                  })),
                  sum = quiet(n));
        break;
    default:
        AWAIT_ALL(nothing());
    }
    return sum + a + b;
}

static ASYNC int leaving(int n)
{
    int a = 0, b = 0;
    for (int i = 0; i < 3; i++) {
        AWAIT_ALL(a = quiet(i), b = quiet(({
                      if (n == 1 && i == 1) {
                          break;
                      }
                      if (n == 2 && i == 1) {
                          continue;
                      }
                      if (n == 3) {
                          return 33;
                      }
                      if (n == 4 && i == 2) {
                          goto out;
                      }
                      AWAIT(quiet(i));
                  })));
        printf("%d %d\n", a, b);
    }
    printf("behind the loop\n");
out:
    return b;
}

static ASYNC int async_main(void)
{
    printf("%d\n", AWAIT(targets()));
    printf("%d\n", AWAIT(statements(5)));
    for (int n = 0; n < 5; n++) {
        printf("%d\n", AWAIT(leaving(n)));
    }
    return 0;
}

int main(void)
{
    return async_run(async_main());
}
