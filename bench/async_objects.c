/* async_objects.c - the work with timers, locks and queues in async C. */
#include "work.h"

#include <asyncc.h>
#include <stdlib.h>

enum { TIMERS = 1000, RIVALS = 100 };

double async_bytes_per_sleeper;

/* ---- queues ------------------------------------------------------------------------------------------------------ */

typedef ASYNC_QUEUE(unsigned long) numbers;

static ASYNC void pong(numbers *there, numbers *back, unsigned long n)
{
    for (unsigned long i = 0; i < n; i++) {
        AWAIT(async_queue_put(back, AWAIT(async_queue_get(there)) + 1));
    }
}

static ASYNC unsigned long ping_pong(unsigned long n)
{
    static numbers there, back;
    unsigned long x = 0;
    if (async_queue_init(&there, 1) || async_queue_init(&back, 1)) {
        abort();
    }
    FUTURE(void) other = SPAWN(pong(&there, &back, n));
    for (unsigned long i = 0; i < n; i++) {
        AWAIT(async_queue_put(&there, x));
        x = AWAIT(async_queue_get(&back));
    }
    AWAIT(async_join(other));
    async_queue_destroy(&there);
    async_queue_destroy(&back);
    return x;
}

unsigned long async_ping_pong(unsigned long n)
{
    return async_run(ping_pong(n));
}

/* ---- timers ------------------------------------------------------------------------------------------------------ */

static void nothing(void *arg)
{
    (void)arg;
}

static ASYNC unsigned long timers(unsigned long n)
{
    static async_handle handles[TIMERS];
    async_loop *loop = async_get_running_loop();
    unsigned long cancelled = 0;
    for (unsigned long i = 0; i < n + TIMERS; i++) {
        cancelled += (unsigned)async_handle_cancel(handles[i % TIMERS]);
        handles[i % TIMERS] = async_call_later(loop, timer_delay(i), nothing, NULL);
    }
    for (int i = 0; i < TIMERS; i++) {
        async_handle_cancel(handles[i]);
    }
    return cancelled;
}

unsigned long async_timers(unsigned long n)
{
    return async_run(timers(n));
}

static ASYNC void sleeper(void)
{
    AWAIT(async_sleep(1000));
}

static ASYNC unsigned long sleepers(unsigned long n)
{
    size_t before = heap_in_use();
    FUTURE(void) *tasks = malloc(n * sizeof *tasks);
    unsigned long cancelled = 0;
    if (!tasks) {
        abort();
    }
    for (unsigned long i = 0; i < n; i++) {
        tasks[i] = SPAWN(sleeper());
    }
    AWAIT(async_yield());
    async_bytes_per_sleeper = (double)(heap_in_use() - before) / (double)n;
    for (unsigned long i = 0; i < n; i++) {
        cancelled += (unsigned)async_cancel(tasks[i]);
        async_detach(tasks[i]);
    }
    free(tasks);
    return cancelled;
}

unsigned long async_sleepers(unsigned long n)
{
    return async_run(sleepers(n));
}

/* ---- locks ------------------------------------------------------------------------------------------------------- */

static ASYNC unsigned long lock_alone(unsigned long n)
{
    async_lock lock = {0};
    unsigned long count = 0;
    for (unsigned long i = 0; i < n; i++) {
        AWAIT(async_lock_acquire(&lock));
        count++;
        async_lock_release(&lock);
    }
    return count;
}

unsigned long async_locks(unsigned long n)
{
    return async_run(lock_alone(n));
}

static ASYNC void rival(async_lock *lock, unsigned long n, unsigned long *count)
{
    for (unsigned long i = 0; i < n; i++) {
        AWAIT(async_lock_acquire(lock));
        AWAIT(async_yield());
        ++*count;
        async_lock_release(lock);
    }
}

static ASYNC unsigned long locks_of_many(unsigned long n)
{
    static async_lock lock;
    static unsigned long count;
    FUTURE(void) rivals[RIVALS];
    count = 0;
    for (int i = 0; i < RIVALS; i++) {
        rivals[i] = SPAWN(rival(&lock, n / RIVALS, &count));
    }
    AWAIT(async_gather(rivals, RIVALS, NULL));
    return count;
}

unsigned long async_locks_of_many(unsigned long n)
{
    return async_run(locks_of_many(n));
}
