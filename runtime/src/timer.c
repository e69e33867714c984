/* timer.c - the clock of a loop, its timers, and async_sleep. Times are nanoseconds; INT64_MAX is never. */
#include "heap.h"
#include "internal.h"

#include <errno.h>
#include <math.h>
#include <time.h>

enum { HEAP_FIRST = 16 };

/* ---- the clock --------------------------------------------------------------------------------------------------- */

int64_t async__now(struct async__loop *loop)
{
    struct timespec time;
    if (loop->options.virtual_clock) {
        return loop->now;
    }
    if (clock_gettime(CLOCK_MONOTONIC, &time) < 0) {
        loop->failure = -errno;
        return loop->now;
    }
    return loop->now = time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

int64_t async__deadline(int64_t start, double seconds)
{
    double nanoseconds = seconds * 1e9;
    if (nanoseconds >= (double)(INT64_MAX - start)) {
        return INT64_MAX;
    }
    if (nanoseconds <= (double)INT64_MIN) {
        return INT64_MIN;
    }
    int64_t whole = (int64_t)nanoseconds;
    return start + whole + ((double)whole < nanoseconds);
}

/* ---- timers ------------------------------------------------------------------------------------------------------ */

static bool grow(struct async__loop *loop)
{
    size_t old = loop->timers.capacity, capacity = old ? 2 * old : HEAP_FIRST;
    struct async__timer *heap = async__reallocate(loop->timers.heap, old * sizeof *heap, capacity * sizeof *heap);
    if (!heap) {
        return false;
    }
    loop->timers.heap = heap;
    loop->timers.capacity = capacity;
    return true;
}

bool async__timer_start(struct async__loop *loop, struct async__cell *cell, int64_t when)
{
    if (loop->timers.count == loop->timers.capacity && !grow(loop)) {
        return false;
    }
    struct async__timer timer = {.when = when, .order = loop->timers.order++, .cell = cell};
    async__heap_up(loop->timers.heap, loop->timers.count++, timer);
    return true;
}

void async__timer_stop(struct async__loop *loop, struct async__cell *cell)
{
    async__heap_remove(loop->timers.heap, loop->timers.count, cell->link.position);
    loop->timers.count--;
}

int64_t async__timer_when(const struct async__loop *loop, const struct async__cell *cell)
{
    return loop->timers.heap[cell->link.position].when;
}

void async__timers_run(struct async__loop *loop)
{
    if (!loop->timers.count) {
        return;
    }
    int64_t now = async__time(loop);
    while (loop->timers.count && loop->timers.heap[0].when <= now) {
        struct async__cell *cell = loop->timers.heap[0].cell;
        async__timer_stop(loop, cell);
        cell->state = cell->state == TASK_SLEEPS ? TASK_WAKES : CALLBACK_READY;
        async__ready_push(loop, cell);
    }
}

int64_t async__timers_next(struct async__loop *loop)
{
    if (!loop->timers.count || loop->timers.heap[0].when == INT64_MAX) {
        return -1;
    }
    int64_t left = loop->timers.heap[0].when - async__now(loop);
    return left > 0 ? left : 0;
}

/* ---- async_sleep, async_yield ------------------------------------------------------------------------------------ */

struct sleep_frame {
    struct async_frame head;
    double seconds;
};

static async_status sleep_resume(struct async_frame *frame)
{
    if (frame->state == 1) {
        return async_take_leaf();
    }
    async_status status = async_sleep__async(NULL, ((struct sleep_frame *)frame)->seconds);
    return status == ASYNC_PENDING ? async_suspend_leaf(frame, 1) : status;
}

static const struct async_function sleep_function = {.resume = sleep_resume, .frame_size = sizeof(struct sleep_frame)};

/* SPAWN(async_sleep(seconds)) */
static async_status sleep_later(double seconds)
{
    struct async_frame *frame = async_frame_new(&sleep_function);
    if (!frame) {
        return ASYNC_FAILED;
    }
    ((struct sleep_frame *)frame)->seconds = seconds;
    return async_start_later(frame, ASYNC_STATE_SAVED);
}

async_status async_sleep__async(struct async_frame *storage, double seconds)
{
    struct async__loop *loop;
    if (storage) {
        return sleep_later(seconds);
    }
    if (isnan(seconds)) {
        return async_raise(NULL, EINVAL, "async_sleep of a NaN");
    }
    if (seconds <= 0) {
        return async_suspend_caller();
    }
    struct async__cell *task = async__task_running(&loop);
    if (!task) {
        return ASYNC_FAILED;
    }
    if (!async__timer_start(loop, task, async__deadline(async__now(loop), seconds))) {
        return async_raise(NULL, ENOMEM, "out of memory");
    }
    task->state = TASK_SLEEPS;
    return async_suspend_caller();
}

async_status async__yield_later(void)
{
    return sleep_later(0);
}
