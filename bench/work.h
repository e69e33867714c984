/* work.h - the work that is measured: in async C (async.c), in plain C (plain.c), and in C++20 (cpp20.cpp), where the
 * build has it. Each runs it and gives a checksum. */
#ifndef BENCH_WORK_H
#define BENCH_WORK_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* n awaits of a function that never suspends */
unsigned long async_ready(unsigned long n);
unsigned long plain_ready(unsigned long n);
unsigned long cpp20_ready(unsigned long n);
/* fib(n) by recursion */
unsigned long async_fib(unsigned long n);
unsigned long plain_fib(unsigned long n);
unsigned long cpp20_fib(unsigned long n);
/* one task yields n times */
unsigned long async_yields(unsigned long n);
unsigned long plain_yields(unsigned long n);
unsigned long cpp20_yields(unsigned long n);
/* 1000 tasks, n yields in all */
unsigned long async_yields_of_many(unsigned long n);
unsigned long plain_yields_of_many(unsigned long n);
unsigned long cpp20_yields_of_many(unsigned long n);
/* n yields under 100 frames */
unsigned long async_deep(unsigned long n);
unsigned long plain_deep(unsigned long n);
unsigned long cpp20_deep(unsigned long n);
/* n tasks spawned, then joined */
unsigned long async_spawns(unsigned long n);
unsigned long plain_spawns(unsigned long n);
unsigned long cpp20_spawns(unsigned long n);

/* Bytes of heap in use for each of the n tasks of the last run of those, when all were spawned. */
extern double async_bytes_per_task, plain_bytes_per_task, cpp20_bytes_per_task;

size_t heap_in_use(void);

#ifdef __cplusplus
}
#endif
#endif
