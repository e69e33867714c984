/* Macros without the parentheses that they should have: what they end with belongs to what follows, and what they begin
 * with to what stands before. */
#include "support.h"
#include <stdio.h>

#define ID(...) __VA_ARGS__
#define ONE_MORE 1 + g
#define LESS -g
#define AND_G &&g
#define NOT_G !g
#define NEGATED ~-g
#define NARROW (char)g
#define NARROW_OF (char)m
#define SLOTS_OF &m
#define SLOTS_OF_ID() ID(&m)
#define CONTENT *m
#define LAST g, g
#define CHOICE g ? 3 : g
#define ASSIGN g = g
#define TWO g, g * 2
#define ONE_AND_G 1, g
#define NEXT_BLOCK                                                                                                     \
    break;                                                                                                             \
    }                                                                                                                  \
    {

struct table {
    int n, slots[4];
};

static int g = 5;

static int join(int a, int b, int c)
{
    return a * 10000 + b * 100 + c;
}

static ASYNC int products(int a)
{
    int sum = ONE_MORE * AWAIT(quiet(2));
    sum = sum * 100 + (a LESS * AWAIT(quiet(2)));
    sum = sum * 100 + AWAIT(quiet(ONE_MORE * AWAIT(quiet(2))));
    sum = sum * 100 + AWAIT(quiet(1)) * ONE_MORE * AWAIT(quiet(2));
    return sum + LESS * AWAIT(quiet(3));
}

static ASYNC int others(int a)
{
    int sum = NOT_G + AWAIT(quiet(1));
    sum = sum * 10 + (a AND_G == AWAIT(quiet(5)));
    sum = sum * 10 + NEGATED + AWAIT(quiet(1));
    sum = sum * 10 + (LAST + AWAIT(quiet(1)));
    sum = sum * 10 + (NOT_G ? 1 : CHOICE + AWAIT(quiet(1)));
    ASSIGN + AWAIT(quiet(2));
    return sum * 10 + g;
}

static ASYNC int casts(const int *m)
{
    g = 300;
    int sum = NARROW + AWAIT(quiet(1));
    sum = sum * 10 + (NARROW_OF[AWAIT(quiet(1))] == 44);
    g = 5;
    return sum;
}

static ASYNC int addresses(struct table *m)
{
    int *p = SLOTS_OF->slots[AWAIT(quiet(2))], *q = SLOTS_OF_ID()->slots[AWAIT(quiet(3))];
    return (int)(q - p) * 10 + (int)(p - m->slots);
}

static ASYNC int contents(int **m)
{
    return CONTENT[AWAIT(quiet(1))] + CONTENT[AWAIT(quiet(2))] * 10;
}

static ASYNC int arguments(void)
{
    return join(TWO, AWAIT(quiet(1))) + join(ONE_AND_G * 2, AWAIT(quiet(1)));
}

static ASYNC int blocks(int a)
{
    do {
        if (a) {
            a += AWAIT(quiet(1));
            NEXT_BLOCK if (!AWAIT(quiet(a)))
            {
                goto none;
            }
        }
    } while (0);
    return a;
none:
    return -4;
}

static ASYNC int test(void)
{
    struct table table = {0};
    int numbers[] = {1, 2, 3}, *pointers[] = {numbers, numbers + 1, numbers + 2};
    printf("%d\n", AWAIT(products(20)));
    printf("%d\n", AWAIT(others(1)));
    g = 5;
    printf("%d\n", AWAIT(casts((const int[]){1, 300})));
    printf("%d\n", AWAIT(addresses(&table)));
    printf("%d\n", AWAIT(contents(pointers)));
    printf("%d\n", AWAIT(arguments()));
    printf("%d\n", AWAIT(blocks(0)));
    printf("%d\n", AWAIT(blocks(2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
