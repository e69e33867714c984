/* Each of the assignment operators, with the conversions that C makes, and chains of them. */
#include "support.h"

#include <stdio.h>

static ASYNC double third(void)
{
    AWAIT(turn());
    return 1.0 / 3;
}

static ASYNC unsigned long long huge(void)
{
    AWAIT(turn());
    return ~0ull;
}

static ASYNC int test(void)
{
    int i = 100;
    i += AWAIT(quiet(5));
    i -= AWAIT(quiet(1));
    i *= AWAIT(quiet(3));
    i /= AWAIT(quiet(4));
    i %= AWAIT(quiet(50));
    i <<= AWAIT(quiet(3));
    i >>= AWAIT(quiet(1));
    i &= AWAIT(quiet(0xfff));
    i |= AWAIT(quiet(3));
    i ^= AWAIT(quiet(1));
    printf("%d\n", i);
    i = 10;
    i *= AWAIT(third());
    printf("%d\n", i);
    i = -7;
    i /= AWAIT(quiet(2)) + 0.0;
    printf("%d\n", i);
    unsigned char c = 200;
    c += AWAIT(quiet(100));
    printf("%d\n", c);
    c >>= AWAIT(quiet(1));
    c = (unsigned char)AWAIT(huge());
    signed char s = (signed char)AWAIT(quiet(255));
    s = (signed char)(s * AWAIT(quiet(2)));
    printf("%d %d\n", c, s);
    float f = 1;
    f /= AWAIT(quiet(3));
    printf("%d\n", f == 1.0f / 3);
    int a[4] = {1, 2, 3, 4}, *p = a;
    p += AWAIT(quiet(3));
    printf("%d\n", *p);
    p -= AWAIT(quiet(2));
    printf("%d\n", *p);
    int x, y, z;
    x = y = z = AWAIT(get(9));
    printf("%d %d %d\n", x, y, z);
    double d = x = AWAIT(third()) * 10;
    printf("%.1f %d\n", d, x);
    _Bool b = AWAIT(third());
    b &= AWAIT(quiet(1));
    printf("%d\n", b);
    unsigned u = 1;
    u -= AWAIT(quiet(2));
    printf("%u\n", u);
    return 0;
}

int main(void)
{
    return async_run(test());
}
