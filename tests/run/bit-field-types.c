/* The type of a bit-field's value is the compiler's: GCC calculates with as many bits as it has where these are more
 * than an int's, Clang does not promote what ++ and -- give. Beside an AWAIT it is that of the same without. */
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
// flags: -Wno-sign-compare
/* Each field is compared with numbers of both signs. */
#include "support.h"

#include <stdio.h>

struct bits {
    unsigned three : 3, whole : 32;
    signed four : 4;
    _Bool flag : 1;
    unsigned long long wide : 40;
    long long narrow : 5, some : 35;
};

static const struct bits start = {6, 0xffffffff, 6, 0, 0xffffffffff, -16, 0x3ffffffff};
static struct bits a, b;
static int line;

static int plain(int x)
{
    return x;
}

/* The expression with an AWAIT, of `a`, and without, of `b`. */
#define SAME(with, without)                                                                                            \
    do {                                                                                                               \
        a = b = start;                                                                                                 \
        long long one = (long long)(with), other = (long long)(without);                                               \
        line++;                                                                                                        \
        if (one != other) {                                                                                            \
            printf("%d: %llx is not %llx\n", line, one, other);                                                        \
        }                                                                                                              \
        if (a.three != b.three || a.whole != b.whole || a.four != b.four || a.flag != b.flag || a.wide != b.wide ||    \
            a.narrow != b.narrow || a.some != b.some) {                                                                \
            printf("%d: what is left differs\n", line);                                                                \
        }                                                                                                              \
    } while (0)
#define BOTH(before, operator, number) SAME(a.before operator AWAIT(quiet(number)), b.before operator plain(number))

static ASYNC int steps(void)
{
    BOTH(three++, +, 10);
    BOTH(three++, >, -1);
    BOTH(three--, -, 7);
    BOTH(whole++, >, -1);
    BOTH(whole--, +, -2);
    BOTH(four++, -, 7);
    BOTH(four--, <, 0);
    BOTH(flag++, +, 10);
    BOTH(flag--, *, 10);
    BOTH(narrow--, >>, 1);
    BOTH(narrow++, *, 4);
    BOTH(wide++, >>, 36);
    BOTH(some++, +, 1);
    SAME(++a.three + AWAIT(quiet(1)), ++b.three + plain(1));
    SAME(--a.four + AWAIT(quiet(1)), --b.four + plain(1));
    SAME(++a.wide + AWAIT(quiet(-1)), ++b.wide + plain(-1));
    SAME((a.three++ + 1) - AWAIT(quiet(9)) > 0, (b.three++ + 1) - plain(9) > 0);
    SAME((AWAIT(quiet(1)) ? a.three++ : 0) - AWAIT(quiet(9)) > 0, (plain(1) ? b.three++ : 0) - plain(9) > 0);
    return 0;
}

static ASYNC int enums(int x)
{
    enum local { ONE = 1, FOUR = 4 };
    struct {
        enum { LEFT, RIGHT = 3 } side : 3;
        enum local local : 4;
    } s = {RIGHT, FOUR}, *p = &s;
    typedef long long number;
    struct {
        const volatile number fixed : 36;
        number other : 37;
    } t = {-5, 6};
    int sum = (int)(p->side++ + AWAIT(quiet(x))) + (int)(p->local-- * (unsigned)AWAIT(quiet(10)));
    return sum + (int)(t.fixed * AWAIT(quiet(100))) + (int)(t.other++ + AWAIT(quiet(1))) + (int)(s.side + s.local);
}

static ASYNC int wide_ones(void)
{
    BOTH(wide, +, 1);
    BOTH(wide, <<, 4);
    BOTH(wide, *, 3);
    BOTH(some, +, 0);
    SAME(-a.wide / AWAIT(quiet(2)), -b.wide / plain(2));
    SAME(~a.wide + AWAIT(quiet(2)), ~b.wide + plain(2));
    SAME((a.wide + 2) / AWAIT(quiet(2)), (b.wide + 2) / plain(2));
    SAME((a.wide + 2ull) / AWAIT(quiet(2)), (b.wide + 2ull) / plain(2));
    SAME((2 + a.wide) / AWAIT(quiet(2)), (2 + b.wide) / plain(2));
    SAME((a.wide << 2 >> 1) + AWAIT(quiet(2)), (b.wide << 2 >> 1) + plain(2));
    SAME((a.some + a.wide) + AWAIT(quiet(2)), (b.some + b.wide) + plain(2));
    SAME((a.wide = 0xfffffffff1) + AWAIT(quiet(20)), (b.wide = 0xfffffffff1) + plain(20));
    SAME((a.wide += 5) + AWAIT(quiet(-20)), (b.wide += 5) + plain(-20));
    SAME((a.some, a.wide) + AWAIT(quiet(2)), (b.some, b.wide) + plain(2));
    SAME((a.some ? a.wide : 1) + AWAIT(quiet(2)), (b.some ? b.wide : 1) + plain(2));
    SAME((AWAIT(quiet(1)) ? a.wide : 1) + AWAIT(quiet(2)), (plain(1) ? b.wide : 1) + plain(2));
    SAME((a.wide ?: AWAIT(quiet(1))) + 2, (b.wide ?: plain(1)) + 2);
    SAME((int)a.wide + AWAIT(quiet(2)), (int)b.wide + plain(2));
    return line;
}

static ASYNC int test(void)
{
    AWAIT(steps());
    printf("%d\n", AWAIT(enums(5)));
    printf("%d\n", AWAIT(wide_ones()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
