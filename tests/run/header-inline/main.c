/* static inline ASYNC functions of a header, used here and in another file. */
#include "list.h"

#include <stdio.h>

static ASYNC int test(void)
{
    struct list c = {NULL, 3}, b = {&c, 2}, a = {&b, 1};
    printf("%d\n", AWAIT(list_sum(&a)));
    printf("%d\n", AWAIT(list_sum(&b)));
    printf("%d\n", AWAIT(other_sum(&c)));
    printf("%d %d\n", AWAIT(list_length(&a)), list_first(&b));
    return 0;
}

int main(void)
{
    return async_run(test());
}
