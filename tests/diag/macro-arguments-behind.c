/* The argument of a marker is read once more after its macros are expanded: there the name would take the arguments. */
#include <asyncc.h>

#define ARGUMENTS (1, 2)
#define later(x, y) later(y, x)

ASYNC int(later)(int x, int y);

ASYNC int both(void)
{
    return AWAIT(later ARGUMENTS); // expect-error: would become arguments of the macro in front of it
}
