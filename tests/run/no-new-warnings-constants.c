/* Compilers know the value of a const local: also of one that outlives an AWAIT. */
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
#include "support.h"

#include <stdio.h>

enum { SIX = 6 };

static ASYNC int constants(unsigned n)
{
    const int limit = 60 * SIX, size = sizeof(int), given = (int)n;
    const int table[2][2] = {{1, 2}, {[1] = 4}};
    const char *const names[] = {"one", "two"};
    const struct {
        short low, high;
    } range = {.high = 9};
    const double half = 0.5;
    const unsigned char small = 200;
    unsigned sum = 0;
    short kept;
    for (const unsigned step = 2; n < 7; n += step) {
        AWAIT(turn());
        sum += (n < limit) + (n < table[0][1]) + (n > range.high);
    }
    kept = limit;
    printf("%d %d %s %c %g %d\n", size, given, names[n & 1], *names[0], half, kept + small);
    return (int)sum;
}

/* Two activations have two objects, if anybody looks. */
static const int *outer;

static ASYNC int addresses(int depth)
{
    const int number = 5;
    if (!depth) {
        outer = &number;
        return AWAIT(addresses(1)) + number;
    }
    AWAIT(turn());
    return outer != &number;
}

/* An == in two pairs of parentheses is no typo where its left side cannot be assigned to. */
static ASYNC int parentheses(int *given)
{
    const int *const place = given;
    const struct {
        int low;
    } range = {*given};
    int sum = 0;
    AWAIT(turn());
    if ((place == given)) {
        sum += 1;
    }
    while (((range.low) == 3)) {
        AWAIT(turn());
        sum += 2;
        break;
    }
    do {
        sum += 4;
    } while ((place == 0));
    return sum + *place;
}

static ASYNC int test(void)
{
    int sum = AWAIT(constants(3));
    printf("%d\n", sum);
    printf("%d\n", AWAIT(parentheses(&(int){3})));
    printf("%d\n", AWAIT(addresses(0)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
