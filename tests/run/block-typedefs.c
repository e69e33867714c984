/* Typedefs of a block count as used, and what they stand for is spelled rightly, where variables of them move. */
#include "support.h"
#include <stdio.h>

static void leave(const int *p)
{
    printf("leave %d\n", *p);
}
static void drop_pointer(int **p)
{
    printf("drop %d\n", **p);
}
#define CLEAN(f) __attribute__((cleanup(f)))

static ASYNC void local_typedefs(void)
{
    typedef int number;
    typedef volatile int numbers[2];
    typedef const int *const handle;
    CLEAN(leave) number a = 1;
    numbers b = {2, 3};
    volatile numbers *c = &b;
    handle d = &a;
    AWAIT(turn());
    printf("%d %d %d\n", b[1], (*c)[0], *d);
    {
        typedef int inner;
        CLEAN(leave) const inner e = 7;
        AWAIT(turn());
    }
    {
        typedef int in_c;
        typedef int *in_c_pointer;
        CLEAN(leave) const in_c f = 8;
        CLEAN(drop_pointer) in_c_pointer g = &a;
        if (a == 2) {
            return;
        }
        note(1);
    }
}

static ASYNC void hidden_cleanup(int x)
{
    CLEAN(leave) int a = x;
    AWAIT(turn());
    {
        int leave = AWAIT(quiet(5));
        if (leave > 3) {
            return;
        }
    }
    printf("leaving %d\n", a);
}

static ASYNC int test(void)
{
    AWAIT(local_typedefs());
    AWAIT(hidden_cleanup(4));
    return 0;
}

int main(void)
{
    return async_run(test());
}
