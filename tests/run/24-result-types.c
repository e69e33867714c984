/* Results of every kind of type. */

#include "support.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct big {
    int values[40];
};
struct one {
    char c;
};
union number {
    int i;
    double d;
};
enum colour { RED, GREEN = 5 };
typedef int row[3];

static int square(int x)
{
    return x * x;
}

static int rows[2][3] = {{1, 2, 3}, {4, 5, 6}};

#define RESULT(type, name, value)                                                                                      \
    static ASYNC type name(void)                                                                                       \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        return value;                                                                                                  \
    }
RESULT(struct big, big, ((struct big){.values = {[0] = 1, [39] = 40}}))
RESULT(struct one, one, (struct one){'1'})
RESULT(union number, number, (union number){.d = 2.5})
RESULT(enum colour, colour, GREEN)
RESULT(long double, pi, 3.25L)
RESULT(float, fraction, 0.1f)
RESULT(_Bool, truth, 256)
RESULT(unsigned char, byte, 200)
RESULT(uint64_t, large, UINT64_MAX)
RESULT(const char *, text, "text")
RESULT(const int, constant, 6)

static ASYNC void nothing(void)
{
    AWAIT(turn());
    puts("nothing");
}

static ASYNC int (*function(void))(int)
{
    AWAIT(turn());
    return square;
}

static ASYNC row *array(int i)
{
    AWAIT(turn());
    return &rows[i];
}

static ASYNC int (*also_array(int i))[3]
{
    AWAIT(turn());
    return rows + i;
}

static ASYNC int test(void)
{
    struct big b = AWAIT(big());
    printf("%d %d %d\n", b.values[0], b.values[1], AWAIT(big()).values[39]);
    printf("%c %.1f %d\n", AWAIT(one()).c, AWAIT(number()).d, AWAIT(colour()));
    printf("%.2Lf %d %d %d\n", AWAIT(pi()), AWAIT(fraction()) == 0.1f, AWAIT(truth()), AWAIT(byte()) == 200);
    printf("%d %s %d\n", AWAIT(large()) == UINT64_MAX, AWAIT(text()), AWAIT(constant()));
    AWAIT(nothing());
    printf("%d\n", AWAIT(function())(7));
    int (*f)(int) = AWAIT(function());
    AWAIT(turn());
    printf("%d %d\n", f(5), f == square);
    printf("%d %d %d\n", (*AWAIT(array(1)))[2], AWAIT(also_array(0))[0][1], AWAIT(also_array(0))[1][1]);
    return 0;
}

int main(void)
{
    return async_run(test());
}
