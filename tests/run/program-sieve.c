/* Primes by a sieve, twin primes by a callback with a context, and a running average in floating point. */
#include "support.h"

#include <stdio.h>

enum { LIMIT = 120 };

struct twins {
    int previous, count;
    double average;
};

static ASYNC void each_prime(ASYNC void (*callback)(int prime, void *context), void *context)
{
    static _Bool composite[LIMIT];
    for (int i = 2; i < LIMIT; i++) {
        if (composite[i]) {
            continue;
        }
        for (int j = i * i; j < LIMIT; j += i) {
            composite[j] = 1;
        }
        AWAIT(callback(i, context));
    }
}

static ASYNC void pair(int prime, void *context)
{
    struct twins *t = context;
    if (prime - t->previous == 2) {
        printf("%d %d\n", t->previous, AWAIT(quiet(prime)));
        t->count++;
        t->average += (prime - 1 - t->average) / t->count;
    }
    t->previous = prime;
}

static ASYNC int test(void)
{
    struct twins t = {0};
    AWAIT(each_prime(pair, &t));
    printf("%d twins, %.2f on average\n", t.count, t.average);
    return 0;
}

int main(void)
{
    return async_run(test());
}
