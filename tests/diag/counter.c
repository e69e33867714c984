/* __COUNTER__ counts in the order of the text, which an AWAIT in the same expression changes. */
#include <asyncc.h>

#define ONE 1
#define NEXT __COUNTER__
#define PLUS(x) ((x) + NEXT)

ASYNC int fetch(int x);

ASYNC int fine(int x)
{
    int first = __COUNTER__, second = NEXT;
    x += AWAIT(fetch(ONE)) + ONE;
    return x + first + second + PLUS(x);
}

ASYNC int changed(int x)
{
    x += __COUNTER__ + AWAIT(fetch(x)); // expect-error: __COUNTER__ would count differently
    x += NEXT * AWAIT(fetch(x)); // expect-error: __COUNTER__ would count differently
    int y = AWAIT(fetch(__COUNTER__)); // expect-error: __COUNTER__ would count differently
    return x && PLUS(2) && AWAIT(fetch(y)); // expect-error: __COUNTER__ would count differently
}
