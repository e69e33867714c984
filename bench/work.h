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
/* the same one after the other: each is joined before the next is spawned */
unsigned long async_spawns_in_turn(unsigned long n);
unsigned long plain_spawns_in_turn(unsigned long n);

/* Two tasks and two queues with room for one: n items go there and back. */
unsigned long async_ping_pong(unsigned long n);
unsigned long plain_ping_pong(unsigned long n);
/* n timers are cancelled and set anew, among 1000 */
unsigned long async_timers(unsigned long n);
unsigned long plain_timers(unsigned long n);
/* n times a lock that nobody else wants is acquired and released */
unsigned long async_locks(unsigned long n);
unsigned long plain_locks(unsigned long n);
/* n times in all, by 100 tasks, each of which yields while it holds the lock */
unsigned long async_locks_of_many(unsigned long n);
unsigned long plain_locks_of_many(unsigned long n);
/* n tasks sleep at the same time */
unsigned long async_sleepers(unsigned long n);
unsigned long plain_sleepers(unsigned long n);

/* Bytes of heap in use for each of the n tasks of the last spawns(n), when all were spawned; of the last sleepers(n),
 * when all slept. */
extern double async_bytes_per_task, plain_bytes_per_task, cpp20_bytes_per_task;
extern double async_bytes_per_sleeper, plain_bytes_per_sleeper;

size_t heap_in_use(void);

/* Of the i-th timer, in seconds. */
static inline double timer_delay(unsigned long i)
{
    return 1000 + (double)(i * 7919 % 1009);
}

#ifdef __cplusplus
}
#endif
#endif
