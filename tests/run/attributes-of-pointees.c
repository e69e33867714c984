/* Pointers to what an attribute says more about than its type: types that may alias any other, or stand at any address,
 * by a typedef inside of the function; functions that are called in another way; objects in another segment. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static int __attribute__((ms_abi)) difference(int a, int b, int c)
{
    return a * 100 - b * 10 - c;
}

typedef int __attribute__((ms_abi)) function(int, int, int);

static ASYNC int called(int (__attribute__((ms_abi)) *parameter)(int, int, int), function *named)
{
    int (__attribute__((ms_abi)) *local)(int, int, int) = parameter, (__attribute__((ms_abi)) *array[2])(int, int, int);
    int (__attribute__((ms_abi)) **pointer)(int, int, int) = &local;
    array[AWAIT(quiet(1))] = *pointer;
    AWAIT(turn());
    return parameter(9, 1, 2) + named(9, 2, 3) + array[1](9, 3, 4) + (*pointer)(9, 4, 5);
}

static ASYNC int aliased(float *number)
{
    typedef int __attribute__((__may_alias__)) any;
    any *bits = (any *)number, **kept = &bits;
    AWAIT(turn());
    *bits = 1;
    number[0] = 2.0f;
    return **kept >> 20;
}

static ASYNC int unaligned(char *bytes)
{
    typedef int __attribute__((aligned(1), may_alias)) anywhere;
    anywhere *p = (anywhere *)(bytes + 1), *q[2] = {p, p + 1};
    memset(bytes, 1, 16);
    AWAIT(turn());
    *p += AWAIT(quiet(1));
    *q[AWAIT(quiet(1))] -= 1;
    return *p - *q[1];
}

static ASYNC int segment(void)
{
    int __seg_gs *none = 0;
    int __seg_gs **kept = &none;
    const int __seg_fs *other = 0;
    AWAIT(turn());
    return none == 0 && *kept == 0 && other == 0;
}

static ASYNC int test(void)
{
    float number = 1;
    char bytes[16];
    printf("%d\n", AWAIT(called(difference, difference)));
    printf("%x %d %d\n", (unsigned)AWAIT(aliased(&number)), AWAIT(unaligned(bytes)), AWAIT(segment()));
    return 0;
}

int main(void)
{
    return async_run(test());
}
