/* GCC calculates _Float16 in float, and rounds when it is assigned: a temporary would round before. */
#include <asyncc.h>

static ASYNC _Float16 f(_Float16 x)
{
    AWAIT(async_yield());
    return x / (_Float16)3;
}

static ASYNC int g(_Float16 *p, int yes)
{
    _Float16 sum = *p * *p + AWAIT(f(*p)); // expect-error: may keep more bits
    _Float16 arm = (yes ? *p / 3 : AWAIT(f(1))) * *p; // expect-error: may keep more bits
    _Complex _Float16 part = (*p * 2.0f16i) + AWAIT(f(*p)); // expect-error: may keep more bits
    _Float16 square = *p * *p, fine = square + AWAIT(f(*p * *p)), read = *p + AWAIT(f(1)), cast = (float)*p + AWAIT(f(1));
    _Float16 last = AWAIT(f(1)) + *p * *p, choice = (yes ? *p : square) - AWAIT(f(*p * *p));
    return sum + arm + fine + read + cast + last + choice > __real__ part;
}

int main(void)
{
    return async_run(g(&(_Float16){1}, 0));
}
