/* ASYNC functions among ordinary ones in choices, blocks, casts, parameters, and behind pointers to pointers. */
#include <asyncc.h>
#include <stddef.h>

typedef ASYNC int (*function)(int);

struct operations {
    ASYNC int (*apply)(int, function);
    ASYNC int (*mark)(ASYNC int (*f)(int), int);
    int (*call)(int (*f)(int), int);
};

static ASYNC int waits(int x)
{
    AWAIT(async_yield());
    return x;
}

static int plain(int x)
{
    return x;
}

static ASYNC int test(struct operations *o, int c)
{
    function a = waits, *to_a = &a;
    int (*p)(int) = plain, (**to_p)(int) = &p;
    p = ({ waits; });       // expect-error: ASYNC function or pointer
    p = (int (*)(int))waits; // expect-error: ASYNC function or pointer
    p = c ? waits : plain;  // expect-error: ASYNC function or pointer
    a = c ? waits : plain;  // expect-error: ordinary function
    a = (0, plain);         // expect-error: ordinary function
    p = waits ?: plain;     // expect-error: ASYNC function or pointer
    AWAIT(o->apply(1, plain)); // expect-error: ordinary function
    AWAIT(o->mark(plain, 1));  // expect-error: ordinary function
    o->call(waits, 1);      // expect-error: ASYNC function or pointer
    to_p = to_a;            // expect-error: ASYNC function or pointer
    to_p = &a;              // expect-error: ASYNC function or pointer
    to_a = to_p;            // expect-error: ordinary function
    to_p[0] = a;            // expect-error: ASYNC function or pointer
    *to_a = *to_p;          // expect-error: ordinary function
    AWAIT((c ? waits : plain)(1)); // expect-error: ordinary function
    a = to_a == NULL ? NULL : waits;
    a = *to_a++;
    a = (function)0;
    a = (void *)0;
    return AWAIT(o->apply(1, waits)) + o->call(plain, 1);
}

int (*ordinary(void))(int)
{
    return (int (*)(int))waits; // expect-error: ASYNC function or pointer
}

int main(void)
{
    return async_run(test(NULL, 1));
}
