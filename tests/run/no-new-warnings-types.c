/* Locals that are named in the types of others only: what lives in the frame has another text there. */
// variants: gcc:-O0 gcc:-O2 clang-19:-O0 clang-19:-O2
#include "support.h"

#include <stdio.h>

struct header {
    unsigned length;
};

static ASYNC int of_member(void)
{
    struct header z = {1}, *p = &z;
    __typeof__(p->length) length = (unsigned)AWAIT(quiet(1));
    AWAIT(turn());
    return (int)length;
}

static ASYNC int of_pointee(int a)
{
    int k = a;
    const __typeof__(k) n = 3, *p = &n;
    AWAIT(quiet(1));
    return *p;
}

static ASYNC int of_counter(void)
{
    int k = 0, t;
    for (__typeof__(k) x = 0, *p = &x; *p < 3; x++) {
        AWAIT(turn());
    }
    __typeof__(t) u = 1, *q = &u;
    AWAIT(turn());
    return *q;
}

static ASYNC int of_array(int a)
{
    int k = a;
    char text[sizeof k], *p = text;
    AWAIT(turn());
    *p = 3;
    return text[0];
}

static ASYNC int of_parameters(int a, int b)
{
    struct {
        __typeof__(b) x;
        char text[sizeof a];
    } s = {1, ""}, *p = &s;
    AWAIT(turn());
    return p->x;
}

static ASYNC int test(void)
{
    printf("%d %d %d\n", AWAIT(of_member()), AWAIT(of_pointee(1)), AWAIT(of_counter()));
    printf("%d %d\n", AWAIT(of_array(1)), AWAIT(of_parameters(1, 2)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
