/* #pragma pack is for the program's structs, not for the frames of its functions. */
#include "support.h"

#include <stdio.h>

#pragma pack(push, 1)

struct small {
    char c;
    int i;
};

typedef struct {
    char c;
    _Alignas(64) int i;
} aligned;

static ASYNC long double number(int x)
{
    char c = (char)x;
    AWAIT(turn());
    long double y = c, *p = &y;
    AWAIT(turn());
    return *p + 1;
}

static ASYNC aligned make(int x)
{
    aligned a = {'c', x}, *p = &a;
    char add = 1, *to_add = &add;
    AWAIT(turn());
    p->i += *to_add;
    return a;
}

static ASYNC int test(void)
{
    char c = 3, *to_c = &c;
    struct small small = {'a', 5}, *to_small = &small;
    double d = 2.5, *to_d = &d;
    AWAIT(turn());
    long double l = AWAIT(number(*to_c));
    aligned a = AWAIT(make(7));
    printf("%zu %d\n", sizeof(struct small), is_aligned(to_d, _Alignof(double)));
    return (int)l + to_small->i + (int)*to_d + a.i;
}

int main(void)
{
    printf("%d\n", async_run(test()));
}
