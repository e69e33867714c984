/* The value of an AWAIT_CATCH that caught an error is zero, of any type; its error is written either way. */
// erase: no, it raises

#include "support.h"

#include <errno.h>
#include <stdio.h>

struct pair {
    int a;
    const char *b;
    double c[2];
};

#define FAILS(type, name, value)                                                                                       \
    static ASYNC type name(int fails)                                                                                  \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        if (fails) {                                                                                                   \
            RAISE(EIO, "no " #name);                                                                                   \
        }                                                                                                              \
        AWAIT(turn());                                                                                                 \
        return value;                                                                                                  \
    }
FAILS(int, number, 5)
FAILS(double, fraction, 0.5)
FAILS(long double, precise, 0.25L)
FAILS(const char *, text, "text")
FAILS(struct pair, pair, ((struct pair){1, "two", {3, 4}}))
FAILS(_Bool, truth, 1)

static ASYNC void nothing(int fails)
{
    AWAIT(turn());
    if (fails)
        RAISE(EIO, "no %s", "nothing");
}

static ASYNC int test(void)
{
    async_error e = {.code = 77}, *p = &e;
    for (int fails = 0; fails < 2; fails++) {
        int a = AWAIT_CATCH(number(fails), &e);
        printf("%d %d %s\n", a, e.code == EIO, e.message);
        double b = AWAIT_CATCH(fraction(fails), p) + 1;
        long double c = AWAIT_CATCH(precise(fails), &e);
        printf("%.1f %.2Lf %d\n", b, c, AWAIT_CATCH(truth(fails), &e));
        const char *d = AWAIT_CATCH(text(fails), &e);
        printf("%d %s\n", d == NULL, e.message);
        struct pair f = AWAIT_CATCH(pair(fails), &e);
        printf("%d %d %.1f %s\n", f.a, f.b == NULL, f.c[1], e.message);
        AWAIT_CATCH(nothing(fails), &e);
        printf("%d %s\n", e.code == EIO, e.message);
        AWAIT_CATCH(nothing(0), &e);
        printf("%d '%s'\n", e.code, e.message);
        if (AWAIT_CATCH(number(fails), &e) == 0 && e.code && !AWAIT_CATCH(pair(1 - fails), p).a) {
            puts("not here");
        }
    }
    return 0;
}

int main(void)
{
    return async_run(test());
}
