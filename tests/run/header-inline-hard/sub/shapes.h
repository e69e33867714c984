#ifndef SHAPES_H
#define SHAPES_H

#include "deep/once.h"
#include "support.h"

#include <assert.h>
#include <stdio.h>

#define STEP 10
#define BASE (STEP * 10)
#define LATER(x) AWAIT(quiet(x))
#define MAKE(name, times)                                                                                              \
    static inline ASYNC int made_##name(int x)                                                                         \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        return x * times;                                                                                              \
    }

struct shape {
    int a, b;
};

static int calls_of_steps;

/* Uses macros that are gone below, and a local one. */
static inline ASYNC int steps(int n)
{
#define LOCAL 1
    int sum = BASE;
    calls_of_steps++;
    for (int i = 0; i < n; i++) {
        sum += LATER(STEP) + LOCAL;
    }
    return sum;
#undef LOCAL
}

static inline ASYNC int side(const struct shape *shape, int which);

static ASYNC inline __attribute__((unused)) int area(int a, int b)
{
    struct shape shape = {a, b};
    return AWAIT(side(&shape, 0)) * AWAIT(side(&shape, 1));
}

static inline ASYNC int side(const struct shape *shape, int which)
{
    static const char *const names[] = {"a", "b"};
    DEFER {
        printf("side %s\n", names[which]);
    }
    AWAIT(turn());
    return which ? shape->b : shape->a;
}

static inline ASYNC int odd(int n);
static inline ASYNC int even(int n)
{
    return n == 0 ? 1 : AWAIT(odd(n - 1));
}
static inline ASYNC int odd(int n)
{
    return n == 0 ? 0 : AWAIT(even(n - 1));
}

MAKE(twice, 2)
MAKE(thrice, 3)
MAKE(never, 0)

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

static inline ASYNC const char *place(void)
{
    AWAIT(turn());
    return __FILE__ ":" TEXT(__LINE__);
}

static inline ASYNC int checked(int n)
{
    assert(AWAIT(quiet(n)) == n);
    printf("%s %d\n", __func__, __LINE__);
    return 0;
}

static inline ASYNC void nobody_calls_this(void)
{
    AWAIT(turn());
}

static inline int plain_product(int a, int b)
{
    return a * b;
}

ASYNC int other(int x);

#undef TEXT
#undef TEXT_OF
#undef MAKE
#undef LATER
#undef BASE
#undef STEP

#endif
