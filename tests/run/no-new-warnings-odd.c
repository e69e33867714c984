/* Expressions that compute with truths and commas, of which GCC knows more when a call in them is a temporary. */
#include "support.h"
#include <stdio.h>

static signed char byte = 5;
static short g, *const to_g = &g;
static unsigned limits[] = {1, 2, 3};
static _Bool is_open;
static int other, *const elsewhere = &other;

static int takes(int x)
{
    return x;
}

static ASYNC int folds(int a)
{
    byte |= AWAIT(quiet(a)) | (AWAIT(quiet(a)), 18446744073709551615UL);
    return takes((byte |= (AWAIT(quiet(a)) | (AWAIT(quiet(a)), ~0UL)))) + (AWAIT(quiet(a)) > 3) * 1000;
}

static ASYNC int compares(int a)
{
    int here = 0, all[3] = {0};
    return AWAIT(quiet(((&here != elsewhere) & (all[1] = (9L | g))) > limits[a % 3])) + here;
}

static ASYNC int becomes_truth(int a)
{
    int all[] = {4, 5, 0};
    return takes((((*to_g) = all[AWAIT(quiet(a))]) || (all[0] > AWAIT(quiet(a))))) * 10 + g;
}

/* Silence in the head of a loop. */
static ASYNC int loops(int a)
{
    const int q = AWAIT(quiet(a));
    int sum = 0;
    for ((void)(q >= q); sum < AWAIT(quiet(3)) + q; sum++) {
    }
    for (sum = sum * 10 + (q >= q); sum % 10 < AWAIT(quiet(3)); sum += (q >= q)) {
    }
    for (int i = (q >= q) ^ 8; i < 10; i++) {
        sum += AWAIT(quiet(i));
    }
    while (q >= q && sum < 100)
        if (a)
            do {
                sum += AWAIT(quiet(7));
            } while (sum < 90 && q == q);
    return sum + q;
}

/* Silence is a block, and so would take the value from a statement expression. */
static ASYNC int values_of_blocks(int a)
{
    const unsigned q = (unsigned)AWAIT(quiet(a));
    if (({ a++; (unsigned)((3679922855u || q)); }) & 1)
        a += AWAIT(quiet(2));
    return ({ a--; (q > 1) + a; }) + (int)q;
}

static ASYNC unsigned *first(unsigned *list)
{
    AWAIT(turn());
    return list;
}

/* GCC knows that `3 == q` is 0; Clang says nothing of || in the operand of a macro; GCC knows of a cast truth that
 * it is not negative. */
static ASYNC int known(int a)
{
    struct {
        unsigned a;
        unsigned char b;
    } c = {4, (unsigned char)a};
    AWAIT(turn());
    const _Bool q = a;
    a += AWAIT(quiet(((3u == q) ?: (unsigned)sizeof(c.b + 0))));
    a += AWAIT(quiet((2u || 100u)));
    a += (((short)(is_open)) == (*AWAIT(first((unsigned[]){1, 2, 3})) = (unsigned)(c.b)));
    return a + q;
}

/* GCC takes the sum for one without an effect unless it folds. */
static ASYNC int counts_part(int a)
{
    _Complex double z = a;
    (0 * AWAIT(quiet(1)) + ++__imag__ z);
    return (int)(__real__ z + __imag__ z);
}

static ASYNC int sizes(void)
{
    int all[(AWAIT(quiet((g >= g))) & 3) + 1];
    return (int)(sizeof all / sizeof *all);
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(loops(4)));
    printf("%d %d\n", AWAIT(values_of_blocks(3)), AWAIT(sizes()));
    printf("%d\n", AWAIT(known(3)));
    printf("%d\n", AWAIT(counts_part(3)));
    printf("%d\n", AWAIT(folds(3)));
    printf("%d\n", AWAIT(compares(2)));
    printf("%d %d\n", AWAIT(becomes_truth(1)), AWAIT(becomes_truth(2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
