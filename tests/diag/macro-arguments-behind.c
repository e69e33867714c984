/* The argument of a marker is read once more after its macros are expanded: there the name would take the arguments. */
#include <asyncc.h>

#define ARGUMENTS (1, 2)
#define later(x, y) later(y, x)

ASYNC int(later)(int x, int y);

ASYNC int both(void)
{
    return AWAIT(later ARGUMENTS); // expect-error: would become arguments of the macro in front of it
}

int(later_of_c)(int x, int y);
#define later_of_c(x, y) later_of_c(y, x)
ASYNC int fetch(int x);

ASYNC int in_arguments(void)
{
    int x = later_of_c ARGUMENTS; /* the function */
    return AWAIT(fetch(later_of_c ARGUMENTS)) + x; // expect-error: would become arguments of the macro in front of it
}
