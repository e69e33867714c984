/* Values of all arithmetic types through AWAITs: their width, their sign and their precision stay. */
#include "support.h"

#include <complex.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#define ECHO(type, name)                                                                                               \
    static ASYNC type name(type x)                                                                                     \
    {                                                                                                                  \
        type copy = x;                                                                                                 \
        AWAIT(turn());                                                                                                 \
        return copy;                                                                                                   \
    }
ECHO(signed char, schar)
ECHO(unsigned char, uchar)
ECHO(short, sshort)
ECHO(unsigned short, ushort)
ECHO(unsigned, uint)
ECHO(long, slong)
ECHO(unsigned long long, ullong)
ECHO(float, single)
ECHO(double, twofold)
ECHO(long double, extended)
ECHO(double _Complex, complex_number)
ECHO(float _Complex, complex_single)
ECHO(_Bool, boolean)
ECHO(__int128, int128)
ECHO(uintmax_t, widest)

static ASYNC int test(void)
{
    printf("%d %d\n", AWAIT(schar(-128)), AWAIT(uchar(255)));
    printf("%d %d\n", AWAIT(sshort(SHRT_MIN)), AWAIT(ushort(USHRT_MAX)));
    printf("%u %ld %llu\n", AWAIT(uint(UINT_MAX)), AWAIT(slong(LONG_MIN)), AWAIT(ullong(ULLONG_MAX)));
    printf("%d\n", AWAIT(uint(1)) - 2 > 0);
    printf("%d\n", AWAIT(ushort(1)) - 2 > 0);
    printf("%.9g %.17g %.20Lg\n", AWAIT(single(0.1f)), AWAIT(twofold(0.1)), AWAIT(extended(0.1L)));
    double _Complex z = AWAIT(complex_number(3.0 + 4.0 * I)) * AWAIT(complex_number(I));
    printf("%.1f %.1f\n", creal(z), cimag(z));
    float _Complex w = AWAIT(complex_single(1.5f)) + 1;
    AWAIT(turn());
    printf("%.1f\n", crealf(w));
    printf("%d %d\n", AWAIT(boolean(5)), AWAIT(boolean(0.0)));
    __int128 big = AWAIT(int128((__int128)1 << 100)) + 1;
    AWAIT(turn());
    printf("%d %" PRIuMAX "\n", (int)(big >> 98), AWAIT(widest(UINTMAX_MAX)));
    printf("%d %c\n", AWAIT(schar('a')) + 1, 'a' + AWAIT(schar(1)));
    printf("%zu %zu\n", sizeof AWAIT(schar(1)), sizeof(AWAIT(schar(1)) + AWAIT(schar(1))));
    return 0;
}

int main(void)
{
    return async_run(test());
}
