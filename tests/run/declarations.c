/* Declarations of every kind inside ASYNC functions: several in one, nested declarators, types with and without names,
 * prototypes, externs, static assertions, old storage classes. */
#include "support.h"

#include <stdio.h>

static ASYNC int test(void)
{
    int x = 1, *p = &x, a[2] = {AWAIT(get(1)), 2}, (*q)[2] = &a, f(int), (*g)(int) = note;
    typedef int t, *u;
    extern int note(int);
    t y = AWAIT(get(2));
    u z = &y;
    enum { E = 4, F } e = F;
    struct {
        struct {
            int i;
            union {
                int j;
                float k;
            };
        };
    } s = {{1, {2}}};
    _Static_assert(E == 4, "E");
    auto int w = 3;
    register int v = 4;
    register int in_register __asm__("r12") = AWAIT(get(5));
    __asm__("" : "+r"(in_register));
    w += in_register;
    static int calls __asm__("calls_of_test") = 1;
    _Thread_local static int per_thread;
    per_thread += AWAIT(get(1));
    AWAIT(turn());
    g(*z);
    printf("%d %d %d %d %d %d %d %d\n", *p, (*q)[0], e, s.i + s.j, w, v, x, calls + per_thread);
    return 0;
}

int main(void)
{
    return async_run(test());
}
