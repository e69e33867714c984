/* The answer of && and || is an int, also where something goes by its type: __auto_type, an operand of assembly or of a
 * vector. */
#include "support.h"

#include <stdio.h>

static ASYNC _Bool is(int x)
{
    AWAIT(turn());
    return x;
}

static ASYNC void inferred(int one)
{
    __auto_type a = one && AWAIT(is(1));
    __auto_type b = (AWAIT(turn()), (!one || AWAIT(is(1))));
    const __auto_type c = one && AWAIT(is(1));
    __auto_type kept = one && AWAIT(is(1));
    __auto_type other = AWAIT(is(1));
    a += 5;
    b += 6;
    kept += 7;
    other += 8;
    AWAIT(turn());
    printf("%d %d %d %d %d\n", a, b, (int)sizeof c, kept, other);
}

static ASYNC void of_assembly(int one)
{
    int r;
    __asm__("movl %1, %0" : "=r"(r) : "r"(one && AWAIT(is(1))));
    __asm__("addl %1, %0" : "+r"(r) : "r"((AWAIT(turn()), one || AWAIT(is(1)))) : "cc");
    __asm__("addb %1, %b0" : "+q"(r) : "q"(AWAIT(is(one))) : "cc");
    printf("%d\n", r);
}

typedef int vector __attribute__((vector_size(16)));

static ASYNC vector make(int x)
{
    AWAIT(turn());
    return (vector){x, x, x, x + 1};
}

static ASYNC void of_vectors(int one)
{
    vector v = (vector){1, 2, 3, 4} + (one && AWAIT(is(1)));
    v = (one < 2) + AWAIT(make(1)) * v;
    v *= one + 1 && AWAIT(is(1));
    v <<= (AWAIT(turn()), one || AWAIT(is(1)));
    v += AWAIT(quiet(1)) < 2;
    printf("%d %d\n", v[0], v[3]);
}

static ASYNC int test(void)
{
    AWAIT(inferred(1));
    AWAIT(of_assembly(1));
    AWAIT(of_vectors(1));
    return 0;
}

int main(void)
{
    return async_run(test());
}
