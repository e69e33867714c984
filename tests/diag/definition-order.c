/* What is printed on the other side of a #define or #undef that it stands on, and no macro that could be expanded. */
#include <asyncc.h>

ASYNC int fetch(int x);
void note(int x);

ASYNC int name_in_defer(int x)
{
    DEFER
    {
        note(3); // expect-error: on the other side of a #define or #undef
    }
    AWAIT(fetch(x));
#define note(x) (void)0
#undef note
#define note other
    return 4;
}
#undef note

ASYNC int lost_under_a_condition(int x)
{
    int a = AWAIT(fetch(x)), b
#if 1
#define HIDDEN 3 // expect-error: on the other side of a #define or #undef
#endif
        = AWAIT(fetch(x));
    int *in_frame = &b;
    return AWAIT(fetch(a)) + *in_frame;
}

ASYNC int whole_statements(int x)
{
    DEFER
    {
        note(x);
    }
#define y x
    AWAIT(fetch(y));
#undef y
    return 0;
}
