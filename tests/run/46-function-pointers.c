/* ASYNC function pointers: in structs, arrays, parameters, typedefs, results, and compared. */
#include "support.h"

#include <stdio.h>

typedef ASYNC int operation(int);
typedef ASYNC int (*operation_pointer)(int);

static ASYNC int twice(int x)
{
    AWAIT(turn());
    return 2 * x;
}

static ASYNC int square(int x)
{
    AWAIT(turn());
    return x * x;
}

static ASYNC void say(const char *text, double d)
{
    AWAIT(turn());
    printf("%s %.1f\n", text, d);
}

struct handler {
    const char *name;
    ASYNC int (*run)(int);
    operation *also;
    ASYNC void (*report)(const char *, double);
    struct {
        operation_pointer deep[2];
    } inner;
};

static const struct handler handlers[] = {
    {"twice", twice, square, say, {{get, twice}}},
    {.name = "square", .run = &square, .report = &say, .inner.deep = {[1] = square}},
};

static ASYNC int apply(operation *f, int x)
{
    return AWAIT(f(x)) + AWAIT((*f)(x));
}

static ASYNC int apply_decayed(operation f, ASYNC int (*g)(int), int x)
{
    AWAIT(turn());
    return AWAIT(f(AWAIT(g(x))));
}

static operation *choose(int which)
{
    return which ? square : twice;
}

static operation_pointer table[3];

static ASYNC int test(void)
{
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        const struct handler *h = &handlers[i];
        printf("%s %d %d\n", h->name, AWAIT(h->run(5)), h->also != NULL);
        AWAIT(h->report(h->name, 0.5));
        printf("%d\n", AWAIT(h->inner.deep[1](7)));
    }
    printf("%d %d\n", AWAIT(apply(twice, 3)), AWAIT(apply(&square, 3)));
    printf("%d\n", AWAIT(apply_decayed(square, twice, 3)));
    printf("%d %d\n", AWAIT(choose(0)(9)), AWAIT((*choose(1))(9)));
    operation *local = get, **place = &local;
    AWAIT(turn());
    printf("%d\n", AWAIT((*place)(4)));
    *place = square;
    printf("%d %d %d\n", AWAIT(local(4)), local == square, local != twice);
    table[1] = local;
    ASYNC int (*array[])(int) = {twice, table[1], table[0]};
    AWAIT(turn());
    printf("%d %d %d\n", AWAIT(array[1](6)), array[2] == NULL, array[0] == twice);
    local = array[2] ? square : twice;
    printf("%d\n", AWAIT((local ? local : get)(8)));
    printf("%d\n", AWAIT((AWAIT(quiet(1)) ? twice : square)(8)));
    return 0;
}

int main(void)
{
    return async_run(test());
}
