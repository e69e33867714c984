/* What is selected must be known where an AWAIT depends on it. */
#include <asyncc.h>

struct bits {
    unsigned few : 3;
    unsigned long wide : 40;
};

static ASYNC int f(int x)
{
    AWAIT(async_yield());
    return x;
}

static ASYNC int g(int x)
{
    int wide = __builtin_choose_expr((unsigned __int128)1 << 64, x, 2);
    return wide + __builtin_choose_expr((unsigned __int128)1 << 64, AWAIT(f(1)), 2); // expect-error: which of the two
}

static const int four = 4;

static ASYNC int constant(void)
{
    int known = __builtin_choose_expr(__builtin_constant_p(four), 1, 2);
    return known + __builtin_choose_expr(!__builtin_constant_p(four), AWAIT(f(1)), 2); // expect-error: which of the two
}

static ASYNC int of_bits(struct bits *p)
{
    int direct = _Generic(p->few, unsigned: AWAIT(f(1)), default: 2); // expect-error: do not agree about the type
    int set = _Generic((0, p->few = AWAIT(f(1))), unsigned: 1, default: 2); // expect-error: do not agree about the type
    int wide = _Generic(p->wide + 1, unsigned long: AWAIT(f(1)), default: 2); // expect-error: do not agree about the type
    int called = AWAIT(_Generic(p->few, unsigned: f, default: g)(1)); // expect-error: do not agree about the type
    int promoted = _Generic(p->few + 1, int: AWAIT(f(1)), default: 2);
    return direct + set + wide + called + promoted + _Generic(p->few, unsigned: 1, default: 2);
}

int main(void)
{
    return async_run(g(1)) + async_run(constant()) + async_run(of_bits(&(struct bits){0}));
}
