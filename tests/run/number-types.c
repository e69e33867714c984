/* Locals, parameters, members and results of every arithmetic type of GNU C live across AWAITs. */
#include "support.h"

#include <complex.h>
#include <stdatomic.h>
#include <stdio.h>

typedef __int128 wide;

static ASYNC double _Complex rotate(double _Complex z)
{
    double _Complex i = 1.0i;
    AWAIT(turn());
    z *= i;
    AWAIT(turn());
    return z;
}

static ASYNC wide square(wide x)
{
    unsigned __int128 y = (unsigned __int128)x;
    AWAIT(turn());
    return (wide)(y * y);
}

struct mixed {
    _Bool flag : 1;
    unsigned small : 3;
    int : 0;
    signed sign : 5;
    _Atomic int count;
    float _Complex z;
    long double l;
};

static ASYNC int test(void)
{
    double _Complex z = AWAIT(rotate(3 + 4.0i));
    float _Complex f = 1 + 2.0fi;
    __real__ z += AWAIT(quiet(10));
    double _Complex part = 1 + 2.0i;
    AWAIT(turn());
    __real__ part = 3; /* the rest of it stays */
    printf("%g %g\n", creal(part), cimag(part));
    __imag__ z = AWAIT(quiet(7)) + __imag__ z;
    AWAIT(turn());
    printf("%.1f %.1f %.1f\n", creal(z), cimag(z), cimagf(~f));
    wide w = AWAIT(square((wide)1 << 40 | 1));
    AWAIT(turn());
    printf("%llx %llx\n", (unsigned long long)(w >> 64), (unsigned long long)w);
    _Atomic int a = 1;
    _Atomic(long) five = 5, *p = &five;
    atomic_fetch_add(&a, AWAIT(quiet(2)));
    a += AWAIT(quiet(3));
    a++;
    AWAIT(turn());
    *p += a;
    atomic_long *r = p;
    AWAIT(turn());
    printf("%d %ld\n", a, atomic_load(r));
    printf("%d\n", atomic_exchange(&a, AWAIT(quiet(9))));
    int wanted = AWAIT(quiet(9));
    printf("%d %d\n", atomic_compare_exchange_strong(&a, &wanted, AWAIT(quiet(10))), __atomic_load_n(&wanted, AWAIT(quiet(5))));
    struct mixed m = {1, 5, -3, 2, 1.0fi, 2.5L};
    m.small += AWAIT(quiet(4));
    m.sign = AWAIT(quiet(40));
    m.count += AWAIT(quiet(1));
    m.count++;
    AWAIT(turn());
    printf("%d %u %d %d %.1f %.1Lf\n", m.flag, m.small, m.sign, m.count, cimagf(m.z), m.l);
    _Bool b = AWAIT(quiet(256));
    b += AWAIT(quiet(1));
    long double l = AWAIT(quiet(3)) / 2.0L;
    AWAIT(turn());
    printf("%d %.1Lf\n", b, l);
    return 0;
}

int main(void)
{
    return async_run(test());
}
