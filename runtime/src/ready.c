/* ready.c - the ready queue: what runs in the next iteration, first come, first served. */
#include "step.h"

/* ---- what a cell of the queue stands for; what needs registers saved is not inlined into the choice -------------- */

static ASYNC__COLD void run_task(struct async__loop *loop, struct async__cell *task)
{
    if (task->must_cancel) {
        async__task_raise(loop, task);
    } else {
        async__task_step(loop, task, NULL, ASYNC_DONE);
    }
}

/* A future is done that one task joined, or that nobody needs any more. */
static void run_done(struct async__loop *loop, struct async__cell *future)
{
    struct async__cell *task = (struct async__cell *)(future->list.waiters & ~(uintptr_t)1);
    future->is_queued = false;
    future->list.waiters = 0;
    if (task) {
        async__task_joined(loop, task, future);
    } else if (!future->references) {
        async__future_free(loop, future);
    }
}

static __attribute__((noinline)) void run_callback(struct async__loop *loop, struct async__cell *cell)
{
    void (*callback)(void *) = cell->as.callback;
    struct async__cell *settled = cell->list.settled;
    struct async__locals *locals = cell->locals;
    void *arg = cell->more.arg;
    bool dropped = cell->state == CALLBACK_DROPPED;
    async_self.root = NULL;
    if (dropped) {
        async__cell_free(loop, cell);
    } else {
        cell->locals = NULL;
        async__cell_free(loop, cell);
        async__locals_call(locals, callback, arg);
    }
    if (settled) {
        async__unreference(loop, settled);
    }
}

static __attribute__((noinline)) void run_waiter(struct async__loop *loop, struct async__cell *waiter)
{
    struct async__cell *future = waiter->more.future;
    waiter->state = WAITER_FIRED;
    switch (waiter->kind) {
    case WAITS_TASK: {
        struct async__cell *task = waiter->as.task;
        async__cell_free(loop, waiter);
        async__task_joined(loop, task, future);
        break;
    }
    case WAITS_OPERATION:
        waiter->as.operation->type->fired(waiter->as.operation, waiter);
        break;
    default:
        async__shield_fired(loop, waiter);
        break;
    }
}

void async__cell_run(struct async__loop *loop, struct async__cell *cell)
{
    switch (cell->state) {
    case TASK_READY:
        run_task(loop, cell);
        break;
    case TASK_WAKES:
        cell->state = TASK_READY;
        async__ready_push(loop, cell);
        break;
    case DONE_VALUE:
    case DONE_ERROR:
    case DONE_CANCELLED:
        run_done(loop, cell);
        break;
    case CALLBACK_READY:
    case CALLBACK_DROPPED:
        run_callback(loop, cell);
        break;
    case WAITER_READY:
        run_waiter(loop, cell);
        break;
    case WAITER_WOKEN:
        async__parked_run(loop, cell);
        break;
    default:
        async__cell_free(loop, cell); /* WAITER_DROPPED: others are never queued */
        break;
    }
}

/* ---- the seed ---------------------------------------------------------------------------------------------------- */

/* Neighbours in the queue that stay together: the tasks that one future made ready, which may change places with others
 * of that kind; or something else, whose place is fixed. */
struct segment {
    struct async__cell *first, *last;
    bool is_movable;
};

/* The future that makes a task ready by this cell; NULL for everything else. */
static const struct async__cell *future_behind(const struct async__cell *cell)
{
    if (async__is_done(cell)) {
        return cell;
    }
    return cell->state == WAITER_READY && cell->kind == WAITS_TASK ? cell->more.future : NULL;
}

static size_t cut(const struct async__loop *loop, struct segment *segments)
{
    size_t count = 0;
    const struct async__cell *before = NULL;
    for (struct async__cell *cell = loop->ready.first; cell; cell = cell->link.next) {
        const struct async__cell *future = future_behind(cell);
        if (future && future == before) {
            segments[count - 1].last = cell;
        } else {
            segments[count++] = (struct segment){cell, cell, future != NULL};
        }
        before = future;
    }
    return count;
}

static uint64_t random_next(struct async__loop *loop) /* splitmix64 */
{
    uint64_t x = loop->random += 0x9E3779B97F4A7C15;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
    x = (x ^ x >> 27) * 0x94D049BB133111EB;
    return x ^ x >> 31;
}

/* Fisher-Yates, on those that may move. `places` has room for all. */
static void permute(struct async__loop *loop, struct segment *segments, size_t count, size_t *places)
{
    size_t movable = 0;
    for (size_t i = 0; i < count; i++) {
        if (segments[i].is_movable) {
            places[movable++] = i;
        }
    }
    for (size_t i = movable; i > 1; i--) {
        struct segment *a = &segments[places[i - 1]], *b = &segments[places[random_next(loop) % i]], moved = *a;
        *a = *b;
        *b = moved;
    }
}

static void join_segments(struct async__loop *loop, const struct segment *segments, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        segments[i].last->link.next = i + 1 < count ? segments[i + 1].first : NULL;
    }
    loop->ready.first = segments[0].first;
    loop->ready.end = &segments[count - 1].last->link.next;
}

void async__ready_shuffle(struct async__loop *loop)
{
    size_t count = 0;
    for (const struct async__cell *cell = loop->ready.first; cell; cell = cell->link.next) {
        count++;
    }
    struct segment *segments = count > 1 ? async__allocate(count * (sizeof *segments + sizeof(size_t))) : NULL;
    if (segments) {
        size_t *places = (size_t *)(segments + count);
        count = cut(loop, segments);
        permute(loop, segments, count, places);
        join_segments(loop, segments, count);
        async__release(segments);
    }
}

/* ---- iterations -------------------------------------------------------------------------------------------------- */

/* A task of which nothing is known but that it is ready. True: it has yielded, and is not in the queue. */
static inline bool step_yields(struct async__loop *loop, struct async__cell *task)
{
    struct async_frame *leaf = task->as.leaf;
    async_status status = async__leaf_resume(leaf, NULL, ASYNC_DONE);
    /* One that starts later has another leaf. */
    if (ASYNC__LIKELY(status == ASYNC_PENDING && async_self.leaf == leaf && async__is_steady(task))) {
        return true;
    }
    async__task_stepped(loop, task, async__leaf_resumed(leaf, status));
    return false;
}

/* Steps a task. While it only yields, and `is_last` of its iteration and alone, it is the whole of the next, too. */
static inline void run_steady(struct async__loop *loop, struct async__cell *task, bool is_last)
{
    async_self.root = task;
    while (step_yields(loop, task)) {
        if (!is_last || loop->ready.first || --loop->turns == 0) {
            async__ready_push(loop, task);
            return;
        }
    }
}

/* One iteration: those that are in the queue now. */
static inline void run_turn(struct async__loop *loop)
{
    struct async__cell *cell = async__ready_take(loop);
    do {
        struct async__cell *next = cell->link.next;
        if (ASYNC__LIKELY(async__is_steady(cell))) {
            run_steady(loop, cell, !next);
        } else {
            async__cell_run(loop, cell);
        }
        cell = next;
    } while (cell);
}

static void run_turn_watched(struct async__loop *loop)
{
    for (struct async__cell *cell = async__ready_take(loop), *next; cell; cell = next) {
        next = cell->link.next;
        async__cell_run_watched(loop, cell);
    }
}

void async__ready_run(struct async__loop *loop, unsigned turns)
{
    loop->turns = loop->is_stopping ? 1 : turns;
    do {
        if (!loop->ready.first) {
            break;
        }
        if (ASYNC__UNLIKELY(loop->options.seed)) {
            async__ready_shuffle(loop);
        }
        if (ASYNC__UNLIKELY(loop->options.debug)) {
            run_turn_watched(loop);
        } else {
            run_turn(loop);
        }
    } while (loop->turns && --loop->turns);
    async_self.root = NULL;
}
