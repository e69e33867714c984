/* __COUNTER__ counts in the order of the text, which is another one where something moves; also by macros of headers, by
 * macros in macros, and by names that are pasted. */
#include <asyncc.h>

#include "counter.h"

#define NEXT __COUNTER__

ASYNC int fetch(int x);
void use(int x);

ASYNC int fine(int x)
{
    int first = __COUNTER__, second = NEXT;
    x += __COUNTER__ + AWAIT(fetch(x));
    x += NEXT_ID * AWAIT(fetch(2));
    int y = AWAIT(fetch(__COUNTER__)) + SKIP_ID(x);
    if (AWAIT(fetch(NEXT))) {
        y++;
    }
    return x + first + second + y + NEXT;
}

ASYNC int in_an_expression(int x)
{
    x += NEXT + AWAIT(fetch(NEXT)); // expect-error: __COUNTER__ would count differently
    return x;
}

ASYNC int of_a_header(int x)
{
    return NEXT_ID + AWAIT(fetch(x + NEXT_ID)); // expect-error: __COUNTER__ would count differently
}

ASYNC void in_a_loop(int x)
{
    for (int i = 0; i < x; i += AWAIT(fetch(SKIP_ID(i)))) { // expect-error: __COUNTER__ would count differently
        use(NEXT);
    }
}

ASYNC int at_the_end_of_a_block(int x)
{
    DEFER use(NEXT); // expect-error: __COUNTER__ would count differently
    AWAIT(fetch(NEXT));
    return x;
}

ASYNC int of_a_type(int x)
{
    char text[NEXT_ID + 10]; // expect-error: __COUNTER__ would count differently
    text[0] = (char)x;
    AWAIT(fetch(x));
    use(text[0]);
    return text[1] + NEXT;
}

static ASYNC int of_a_prototype(int a[NEXT + 1]); // expect-error: __COUNTER__ would count differently
static ASYNC int of_a_prototype(int a[1])
{
    return AWAIT(fetch(a[0]));
}

ASYNC int of_a_directive(int x)
{
    return (x
// expect-error@+1: __COUNTER__ would count differently
#if NEXT > 2
            + 1
#endif
            ) * AWAIT(fetch(NEXT));
}

ASYNC int of_a_function_in_a_header(int x)
{
    return AWAIT(inline_counter(x)); // expect-error@counter.h:11: __COUNTER__ would count differently
}
