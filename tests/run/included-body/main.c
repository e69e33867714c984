/* Functions with parts that come from included files: statements, cases, initialisers, an X-macro list, a whole body. */
#include "support.h"

#include <stdio.h>

/* The same list outside of an ASYNC function. */
enum color {
#define COLOR(name, value) name = value,
#include "colors.inc"
#undef COLOR
};

static ASYNC int sum_of_colors(void)
{
    int sum = 0;
#define COLOR(name, value) sum += AWAIT(quiet(value));
#include "colors.inc"
#undef COLOR
    return sum;
}

static ASYNC const char *name_of(enum color color)
{
    AWAIT(turn());
    switch (color) {
#define COLOR(name, value)                                                                                             \
    case name:                                                                                                         \
        AWAIT(turn());                                                                                                 \
        return #name;
#include "colors.inc"
#undef COLOR
    }
    return "none";
}

static ASYNC int table(int i)
{
    int values[] = {
#include "values.inc"
    };
    static const int fixed[] = {
#include "values.inc"
    };
    int *p = values;
    AWAIT(turn());
    return p[i] + fixed[i];
}

static ASYNC int whole(int n)
#include "parts/body.inc"

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(sum_of_colors()));
    printf("%s %s %s\n", AWAIT(name_of(red)), AWAIT(name_of(blue)), AWAIT(name_of((enum color)0)));
    printf("%d\n", AWAIT(table(1)));
    printf("%d\n", AWAIT(whole(4)));
    printf("line %d\n", __LINE__);
    return 0;
}

int main(void)
{
    return async_run(test());
}
