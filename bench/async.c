/* async.c - the work in async C. */
#include "work.h"

#include <asyncc.h>
#include <stdlib.h>

enum { TASKS = 1000, DEPTH = 100 };

double async_bytes_per_task;

/* ---- await of a ready leaf --------------------------------------------------------------------------------------- */

static ASYNC __attribute__((noinline)) unsigned long add_one(unsigned long x)
{
    return x + 1;
}

static ASYNC unsigned long ready(unsigned long n)
{
    unsigned long sum = 0;
    for (unsigned long i = 0; i < n; i++) {
        sum = AWAIT(add_one(sum));
    }
    return sum;
}

unsigned long async_ready(unsigned long n)
{
    return async_run(ready(n));
}

/* ---- recursion --------------------------------------------------------------------------------------------------- */

static ASYNC unsigned fib(unsigned n)
{
    if (n < 2) {
        return n;
    }
    return AWAIT(fib(n - 1)) + AWAIT(fib(n - 2));
}

unsigned long async_fib(unsigned long n)
{
    return async_run(fib((unsigned)n));
}

/* ---- yields ------------------------------------------------------------------------------------------------------ */

static ASYNC unsigned long yields(unsigned long n)
{
    for (unsigned long i = 0; i < n; i++) {
        AWAIT(async_yield());
    }
    return n;
}

unsigned long async_yields(unsigned long n)
{
    return async_run(yields(n));
}

static ASYNC unsigned long yields_of_many(unsigned long n)
{
    static FUTURE(unsigned long) tasks[TASKS];
    unsigned long sum = 0;
    for (int i = 0; i < TASKS; i++) {
        tasks[i] = SPAWN(yields(n / TASKS));
    }
    for (int i = 0; i < TASKS; i++) {
        sum += AWAIT(async_join(tasks[i]));
    }
    return sum;
}

unsigned long async_yields_of_many(unsigned long n)
{
    return async_run(yields_of_many(n));
}

static ASYNC unsigned long deep(unsigned depth, unsigned long n)
{
    if (depth == 0) {
        return AWAIT(yields(n));
    }
    return AWAIT(deep(depth - 1, n));
}

unsigned long async_deep(unsigned long n)
{
    return async_run(deep(DEPTH - 1, n));
}

/* ---- tasks ------------------------------------------------------------------------------------------------------- */

static ASYNC unsigned long successor(unsigned long x)
{
    return x + 1;
}

static ASYNC unsigned long spawns(unsigned long n)
{
    FUTURE(unsigned long) *tasks = malloc(n * sizeof *tasks);
    size_t before = heap_in_use();
    unsigned long sum = 0;
    if (!tasks) {
        abort();
    }
    for (unsigned long i = 0; i < n; i++) {
        tasks[i] = SPAWN(successor(i));
    }
    async_bytes_per_task = (double)(heap_in_use() - before) / (double)n;
    for (unsigned long i = 0; i < n; i++) {
        sum += AWAIT(async_join(tasks[i]));
    }
    free(tasks);
    return sum;
}

unsigned long async_spawns(unsigned long n)
{
    return async_run(spawns(n));
}

static ASYNC unsigned long spawns_in_turn(unsigned long n)
{
    unsigned long sum = 0;
    for (unsigned long i = 0; i < n; i++) {
        sum += AWAIT(async_join(SPAWN(successor(i))));
    }
    return sum;
}

unsigned long async_spawns_in_turn(unsigned long n)
{
    return async_run(spawns_in_turn(n));
}
