/* bench.c - measures each piece of work in async C and in plain C, in turns, and prints the ratio of the best times.
 * `bench NAME async|plain N` runs one of them once, for counting its instructions. */
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TURNS = 15 };

typedef unsigned long work(unsigned long n);

static const struct {
    const char *name, *unit;
    work *async, *plain;
    unsigned long n;
    double units; /* that n makes */
} rows[] = {
    {"await of a ready function", "await", async_ready, plain_ready, 5000000, 5e6},
    {"fib(32)", "call", async_fib, plain_fib, 32, 7049155},
    {"yield and back, 1 task", "yield", async_yields, plain_yields, 2000000, 2e6},
    {"yield and back, 1000 tasks", "yield", async_yields_of_many, plain_yields_of_many, 2000000, 2e6},
    {"resume under 100 frames", "yield", async_deep, plain_deep, 2000000, 2e6},
    {"spawn and join, 1000000 tasks", "task", async_spawns, plain_spawns, 1000000, 1e6},
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static double measure(work *run, unsigned long n, unsigned long *ret_sum)
{
    double start = now();
    *ret_sum = run(n);
    return now() - start;
}

static int print_row(size_t row)
{
    double best[2] = {1e300, 1e300};
    unsigned long sums[2];
    for (int turn = 0; turn < TURNS; turn++) {
        for (int side = 0; side < 2; side++) {
            double time = measure(side ? rows[row].plain : rows[row].async, rows[row].n, &sums[side]);
            best[side] = time < best[side] ? time : best[side];
        }
    }
    if (sums[0] != sums[1]) {
        fprintf(stderr, "bench: %s: the results differ\n", rows[row].name);
        return 1;
    }
    printf("| %-30s | %7.2f | %7.2f | %5.2f | ns a %s |\n", rows[row].name, best[0] / rows[row].units,
           best[1] / rows[row].units, best[0] / best[1], rows[row].unit);
    return 0;
}

static int run_one(const char *name, const char *side, const char *n)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!strcmp(rows[i].name, name)) {
            work *run = strcmp(side, "plain") ? rows[i].async : rows[i].plain;
            printf("%lu\n", run(strtoul(n, NULL, 10)));
            return 0;
        }
    }
    fprintf(stderr, "bench: no benchmark is called '%s'\n", name);
    return 2;
}

int main(int argc, char **argv)
{
    int failures = 0;
    if (argc == 4) {
        return run_one(argv[1], argv[2], argv[3]);
    }
    printf("| %-30s | async C | plain C | ratio |         |\n| --- | ---: | ---: | ---: | --- |\n", "best of 15 turns");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        failures += print_row(i);
        fflush(stdout);
    }
    printf("| %-30s | %7.1f | %7.1f | %5.2f | bytes |\n", "heap of a spawned task", async_bytes_per_task,
           plain_bytes_per_task, async_bytes_per_task / plain_bytes_per_task);
    return failures != 0;
}
