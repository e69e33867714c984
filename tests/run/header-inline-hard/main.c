/* What a header with ASYNC functions may do: take its macros back, keep statics, include others beside it, be included
 * again, make functions by macros, be written once and included with different macros. */
#include "sub/shapes.h"
#include "sub/shapes.h"

#include "sub/deep/once.h"

#include <stdio.h>
#include <string.h>

#define STEP "a macro of the file itself"

/* the functions of a template, twice */
#define ELEMENT int
#define NAME(x) int_##x
#include "sub/template.h"
#undef ELEMENT
#undef NAME
#define ELEMENT double
#define NAME(x) double_##x
#include "sub/template.h"

static ASYNC int apply(ASYNC int (*f)(int), int x)
{
    return AWAIT(f(x));
}

static ASYNC int test(void)
{
    int ints[] = {1, 2, 3};
    double doubles[] = {0.5, 0.25};
    printf("%d\n", AWAIT(steps(2)));
    printf("%d %s\n", AWAIT(steps(3)), STEP);
    printf("%d\n", AWAIT(area(3, 4)));
    printf("%d\n", AWAIT(once(20)));
    printf("%d\n", AWAIT(even(10)));
    printf("%d %.2f\n", AWAIT(int_sum(ints, 3)), AWAIT(double_sum(doubles, 2)));
    printf("%d\n", AWAIT(apply(made_twice, 21)));
    printf("%d\n", AWAIT(made_thrice(5)));
    const char *where = AWAIT(place());
    printf("%s\n", strstr(where, "shapes.h:"));
    printf("%d\n", AWAIT(other(7)));
    printf("%d\n", calls_of_steps);
    return AWAIT(checked(5));
}

int main(void)
{
    return async_run(test());
}
