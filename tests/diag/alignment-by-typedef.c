/* Results whose place in a frame would depend on the name of their type. */
#include <asyncc.h>

typedef int wide __attribute__((aligned(64)));
typedef long double narrow __attribute__((aligned(8)));
typedef struct {
    int x;
} boxed __attribute__((aligned(32)));
typedef struct {
    int x;
} __attribute__((aligned(32))) box;

ASYNC wide result_wide(void) // expect-error: alignment from a typedef
{
    return 1;
}

ASYNC narrow result_narrow(void) // expect-error: alignment from a typedef
{
    return 1;
}

ASYNC boxed result_boxed(void) // expect-error: alignment from a typedef
{
    return (boxed){1};
}

ASYNC box result_box(void)
{
    return (box){1};
}
