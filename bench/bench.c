/* bench.c - measures each piece of work in async C and beside it in plain C and, where there is a compiler for it, in
 * C++20: in turns, in one run, and prints the best times, of the processor, which others on the machine disturb least.
 * `bench ROW async|plain|cpp20 N` runs one of them once, for counting its instructions; `bench check` a little of all
 * in C, and measures nothing. */
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef BENCH_CPP20
#define HAS_CPP20 1
#define CPP20_WORK(function) function
#else
#define HAS_CPP20 0
#define CPP20_WORK(function) NULL
#endif

enum { TURNS = 15, SLEEPERS = 500000, LITTLE = 3000 };
enum { ASYNC = 0, PLAIN, CPP20, SIDES = CPP20 + HAS_CPP20 };

#define NONE 1e300 /* the value of a side that does not have the work */

typedef unsigned long work(unsigned long n);

static const char *const sides[] = {"async", "plain", "cpp20"};

static const struct {
    const char *name, *unit;
    work *work[CPP20 + 1];
    unsigned long n;
    double units; /* that n makes */
} rows[] = {
    {"ready", "await", {async_ready, plain_ready, CPP20_WORK(cpp20_ready)}, 5000000, 5e6},
    {"fib", "call", {async_fib, plain_fib, CPP20_WORK(cpp20_fib)}, 30, 2692537},
    {"yield", "yield", {async_yields, plain_yields, CPP20_WORK(cpp20_yields)}, 2000000, 2e6},
    {"yield of 1000 tasks",
     "yield",
     {async_yields_of_many, plain_yields_of_many, CPP20_WORK(cpp20_yields_of_many)},
     2000000,
     2e6},
    {"yield under 100 frames", "yield", {async_deep, plain_deep, CPP20_WORK(cpp20_deep)}, 2000000, 2e6},
    {"spawn and join", "task", {async_spawns, plain_spawns, CPP20_WORK(cpp20_spawns)}, 1000000, 1e6},
    {"spawn, join in turn", "task", {async_spawns_in_turn, plain_spawns_in_turn}, 1000000, 1e6},
    {"ping-pong of queues", "round", {async_ping_pong, plain_ping_pong}, 500000, 5e5},
    {"timer set and cancelled", "timer", {async_timers, plain_timers}, 500000, 5e5},
    {"lock, alone", "lock", {async_locks, plain_locks}, 5000000, 5e6},
    {"lock, 100 tasks", "lock", {async_locks_of_many, plain_locks_of_many}, 1000000, 1e6},
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static double measure(work *run, unsigned long n, unsigned long *ret_sum)
{
    double start = now();
    *ret_sum = run(n);
    return now() - start;
}

static void print_values(const char *name, const double values[], const char *unit)
{
    printf("| %-23s ", name);
    for (int side = 0; side < SIDES; side++) {
        if (values[side] < NONE) {
            printf("| %7.2f ", values[side]);
        } else {
            printf("|       – ");
        }
    }
    printf("| %5.2f | %s |\n", values[ASYNC] / values[PLAIN], unit);
    fflush(stdout);
}

static int differs_in(size_t row)
{
    fprintf(stderr, "bench: %s: the results differ\n", rows[row].name);
    return 1;
}

/* Without C++, in which control passes from coroutine to coroutine on one C stack only in optimised builds. */
static int check_row(size_t row)
{
    unsigned long n = rows[row].n < LITTLE ? rows[row].n : LITTLE;
    return rows[row].work[ASYNC](n) != rows[row].work[PLAIN](n) ? differs_in(row) : 0;
}

static int check_all(void)
{
    int failures = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        failures += check_row(i);
    }
    return failures != 0;
}

static int print_row(size_t row)
{
    double best[] = {NONE, NONE, NONE};
    unsigned long sums[CPP20 + 1];
    char unit[32];
    int differs = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        for (int side = 0; side < SIDES && rows[row].work[side]; side++) {
            double time = measure(rows[row].work[side], rows[row].n, &sums[side]) / rows[row].units;
            best[side] = time < best[side] ? time : best[side];
            differs |= sums[side] != sums[ASYNC];
        }
    }
    if (differs) {
        return differs_in(row);
    }
    snprintf(unit, sizeof unit, "ns a %s", rows[row].unit);
    print_values(rows[row].name, best, unit);
    return 0;
}

static void print_bytes(void)
{
    double bytes[] = {async_bytes_per_task, plain_bytes_per_task, NONE};
#ifdef BENCH_CPP20
    bytes[CPP20] = cpp20_bytes_per_task;
#endif
    print_values("heap of a spawned task", bytes, "bytes");
    async_sleepers(SLEEPERS);
    plain_sleepers(SLEEPERS);
    print_values("heap of a sleeping task", (double[]){async_bytes_per_sleeper, plain_bytes_per_sleeper, NONE},
                 "bytes");
}

static int run_one(const char *name, const char *side, const char *n)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int k = 0; k < SIDES; k++) {
            if (!strcmp(rows[i].name, name) && !strcmp(sides[k], side) && rows[i].work[k]) {
                printf("%lu\n", rows[i].work[k](strtoul(n, NULL, 10)));
                return 0;
            }
        }
    }
    fprintf(stderr, "bench: no work is called '%s' in '%s'\n", name, side);
    return 2;
}

int main(int argc, char **argv)
{
    int failures = 0;
    if (argc == 4) {
        return run_one(argv[1], argv[2], argv[3]);
    }
    if (argc == 2 && !strcmp(argv[1], "check")) {
        return check_all();
    }
    printf("| best of %d turns | async C | plain C |%s async : plain | |\n", TURNS, HAS_CPP20 ? " C++20 |" : "");
    printf("| --- | ---: | ---: |%s ---: | --- |\n", HAS_CPP20 ? " ---: |" : "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        failures += print_row(i);
    }
    print_bytes();
    return failures != 0;
}
