/* Labels as values: a threaded interpreter whose instructions await. */
#include "support.h"

#include <stdio.h>

static ASYNC int run(const unsigned char *code)
{
    static const void *const jump[] = {&&push, &&add, &&multiply, &&halt};
    int stack[8], *top = stack;
    goto *jump[*code];
push:
    *top++ = AWAIT(get(code[1]));
    code += 2;
    goto *jump[*code];
add:
    top--;
    top[-1] += top[0];
    AWAIT(turn());
    goto *jump[*++code];
multiply:
    top--;
    top[-1] *= AWAIT(quiet(top[0]));
    goto *jump[*++code];
halt:
    AWAIT(turn());
    return top[-1];
}

static ASYNC int offsets(int n)
{
    void *next = n ? &&odd : &&even;
    AWAIT(turn());
    goto *next;
even:
    return AWAIT(get(0));
odd:
    AWAIT(turn());
    if (--n) {
        next = &&odd;
        goto *next;
    }
    return AWAIT(get(1));
}

static ASYNC int test(void)
{
    printf("%d\n", AWAIT(run((const unsigned char[]){0, 2, 0, 3, 1, 0, 4, 2, 3})));
    printf("%d\n", AWAIT(offsets(0)));
    printf("%d\n", AWAIT(offsets(3)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
