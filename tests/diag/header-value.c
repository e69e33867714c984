/* Headers are not rewritten: ASYNC functions that they name would be ordinary ones there. What is not used may do so. */
#include "header-value.h"

// expect-error@header-value.h:16: 'used' names an ASYNC function
// expect-error@header-value.h:19: 'external' names an ASYNC function
// expect-error@header-value.h:22: 'choose' names an ASYNC function

static ASYNC int use(int x)
{
    return AWAIT(used[0](x)) + AWAIT(declared[0](x)) + AWAIT(of_async(x));
}

int main(void)
{
    return async_run(use(1));
}
