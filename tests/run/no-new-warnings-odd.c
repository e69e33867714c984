/* Expressions that compute with truths and commas, of which GCC knows more when a call in them is a temporary. */
#include "support.h"
#include <stdio.h>

static signed char byte = 5;
static short g, *const to_g = &g;
static unsigned limits[] = {1, 2, 3};
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

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(folds(3)));
    printf("%d\n", AWAIT(compares(2)));
    printf("%d %d\n", AWAIT(becomes_truth(1)), AWAIT(becomes_truth(2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
