/* A macro that counts, and in which something changes: its expansion would be compiled, and counts at another time. */
#include <asyncc.h>

#define FETCH(x) (AWAIT(fetch(x)) + __COUNTER__)
#define ID(x) x

ASYNC int fetch(int x);

ASYNC int changed(int x)
{
    x += FETCH(x);                      // expect-error: cannot: __COUNTER__ would count differently
    x += ID(AWAIT(fetch(__COUNTER__))); // expect-error: cannot: __COUNTER__ would count differently
    return x;
}
