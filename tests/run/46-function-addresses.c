/* & and * of an ASYNC function, in parentheses and on top of each other, are what they are of any function. */
#include "support.h"

#include <stdio.h>

#define ADDRESS(x) &(x)

typedef ASYNC int operation(int);

static operation *const table[] = {&*get, &(get), ADDRESS(get), **get};

static ASYNC int apply(operation *run, int x)
{
    return AWAIT(run(x));
}

static ASYNC int test(void)
{
    operation *here = &(get), *there = &*get;
    int sum = AWAIT((&*get)(1)) + AWAIT((&(get))(2)) + AWAIT((*&*get)(3)) + AWAIT((*(get))(4));
    sum += AWAIT(here(5)) + AWAIT((&*there)(6)) + AWAIT(apply(ADDRESS(get), 7)) + AWAIT(apply(&**get, 8));
    for (unsigned i = 0; i < sizeof table / sizeof *table; i++) {
        sum += AWAIT(table[i]((int)i));
    }
    printf("%d %d %d\n", sum, here == there, (int)(sizeof(&*get) == sizeof here));
    return 0;
}

int main(void)
{
    return async_run(test());
}
