/* Macros of the compiler's own headers, which GCC and Clang make of other words, with AWAITs, locals and further macros
 * in their arguments; and macros of the program whose names begin like those. */
// flags: -Wl,--no-as-needed -lm -Wno-unused-command-line-argument
#include "support.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <tgmath.h>

#define ID(x) x
#define STRING(x) #x
#define TWICE(x) ((x) + (x))
#define SHOWN(x) (printf("%s:\n", #x), (x))
#define BOTH(a, b) ((a) && (b))
#define LOAD(x) atomic_load(&(x))
#define atomic_bump(n)                                                                                                 \
    do {                                                                                                               \
        total += (n);                                                                                                  \
        AWAIT(turn());                                                                                                 \
    } while (0)
#define atomic_twice(x) ((x) + (x))
#define va_sum(x) (total + (x))
#define async_pointer(name) int *name = &total
#define RAISED(x)                                                                                                      \
    if (x) {                                                                                                           \
        AWAIT(turn());                                                                                                 \
        total++;                                                                                                       \
    }

struct part {
    int a;
    char b[9];
};

static ASYNC double complex number(double r, double i)
{
    AWAIT(turn());
    return r + i * I;
}

static ASYNC void atomics(void)
{
    _Atomic int a, b = 0, *p = &a;
    int x = 3, *at = &x, found = 1;
    atomic_init(&a, AWAIT(quiet(1)));
    atomic_store(p + AWAIT(quiet(0)), x && AWAIT(get(1)) == atomic_load(&b));
    atomic_store(&a, atomic_load(&b) && AWAIT(get(2)));
    atomic_store(&a, !atomic_load(&b) && AWAIT(get(3)) == *at + atomic_load(&b));
    atomic_store(&b, ID(x) + AWAIT(get(4)) * ID(*at));
    atomic_fetch_add(&b, x ? ID(x) : ID(AWAIT(get(5))));
    printf("%d %d\n", a, LOAD(b));
    atomic_store(&a, BOTH(LOAD(b), AWAIT(get(6))) ? LOAD(a) : LOAD(a) + kill_dependency(x));
    atomic_fetch_or_explicit(&a, TWICE(AWAIT(get(7))), memory_order_relaxed);
    atomic_store(&b, SHOWN(x + *at) + (int)sizeof STRING(x + *at));
    atomic_store(&a, atomic_load(&a) + ({
                         int sum = AWAIT(get(8));
                         for (int i = 0; i < 2; i++) {
                             sum += ID(i);
                         }
                         ID(sum) + x;
                     }));
    while (!atomic_compare_exchange_weak(&a, &found, AWAIT(quiet(9)))) {
        x++;
    }
    x += AWAIT(quiet(atomic_exchange(&a, atomic_load(&b) + AWAIT(quiet(1)))));
    __atomic_store_n(at, x + AWAIT(quiet(1)), __ATOMIC_RELAXED);
    printf("%d %d %d\n", a, b, x);
}

static ASYNC void numbers(void)
{
    int x = 4, *at = &x;
    float f = sqrt((float)AWAIT(quiet(16)));
    printf("%g %zu %zu\n", f, sizeof(sqrt(f + AWAIT(get(1)))), sizeof sqrt((long double)AWAIT(get(2))));
    printf("%g %g\n", (double)fabs(AWAIT(number(3, 4))), (double)pow(AWAIT(quiet(2)), 3.0f));
    printf("%g\n", (double)fmax(x, TWICE(AWAIT(get(2)))) + *at);
    printf("%g\n", (double)sqrt(sqrt(TWICE(x + 4) * AWAIT(quiet(1)))));
    printf("%zu\n", offsetof(struct part, b[AWAIT(quiet(3))]));
    printf("%d\n", AWAIT(quiet((int)sqrt(x * x))));
}

static ASYNC void own(void)
{
    int total = 1, *at = &total;
    AWAIT(turn());
    atomic_bump(3);
    total += va_sum(1);
    async_pointer(q);
    *q += 1;
    AWAIT(turn());
    RAISED(total)
    *at += atomic_twice(AWAIT(get(9))) + atomic_twice(total);
    printf("%d\n", total);
}

static ASYNC int test(void)
{
    AWAIT(atomics());
    AWAIT(numbers());
    AWAIT(own());
    return 0;
}

int main(void)
{
    return async_run(test());
}
