/* The trace of generated programs. */
#include "oracle.h"

#include <stdio.h>

enum { PRINTED = 3000 };

static unsigned long long sum;
static unsigned long count;

void check(unsigned place, unsigned long long value)
{
    sum = (sum ^ value) * 1099511628211u + place;
    if (count++ < PRINTED) {
        printf("%u: %llu\n", place, value);
    }
}

int finish(void)
{
    printf("%lu checks, sum %llx\n", count, sum);
    return (int)(sum & 63);
}

#define DEFINE_VALUE(name, T)                                                                                          \
    ASYNC T value_##name(T x)                                                                                          \
    {                                                                                                                  \
        AWAIT(turn());                                                                                                 \
        return x;                                                                                                      \
    }
VALUE_TYPES(DEFINE_VALUE)
