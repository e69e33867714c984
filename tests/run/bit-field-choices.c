/* A conditional of a bit-field that is wider than an int, as the value of a statement expression: to GCC it has so many
 * bits, to Clang those of the declared type. Whichever compiles this is right, with AWAITs and without. */
#include "support.h"

#include <stdio.h>

struct part {
    unsigned long long wide : 40;
};

static ASYNC int test(void)
{
    struct part part = {.wide = 1ull << 39}, *p = &part;
    int yes = 1, twice = ({ yes ? p->wide : 3; }) * 2 == 0;
    printf("%d\n", twice - (({ AWAIT(quiet(1)) ? p->wide : 3; }) * 2 == 0));
    printf("%d\n", twice - (({ yes ? p->wide : (unsigned)AWAIT(quiet(3)); }) * AWAIT(quiet(2)) == 0));
    printf("%d\n", twice - (({ goto here; here: yes ? p->wide : 3; }) * AWAIT(quiet(2)) == 0));
    return 0;
}

int main(void)
{
    return async_run(test());
}
