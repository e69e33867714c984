/* park.c - see park.h. */
#include "park.h"

#include "step.h"

#include <errno.h>

static uint64_t loop_of(const struct async__cell *cell)
{
    return cell->id >> (SLOT_BITS + GENERATION_BITS);
}

/* ---- parking ----------------------------------------------------------------------------------------------------- */

static bool is_foreign(const struct async__waiters *waiters, const struct async__cell *task)
{
    return waiters->first && loop_of(waiters->first) != loop_of(task);
}

static async_status refuse_foreign(void)
{
    return async_raise(NULL, EXDEV, "tasks of another loop wait here");
}

static inline async_status park_in(struct async__waiters *waiters, const struct async__waiters_type *type,
                                   unsigned kind, struct async__cell *cell, struct async__cell *task)
{
    cell->state = WAITER_PARKED;
    cell->kind = kind;
    cell->as.task = task;
    cell->more.parked_in = waiters;
    async__list_append(&waiters->first, cell);
    waiters->type = type;
    task->state = TASK_PARKED;
    task->link.other = cell;
    return ASYNC_PENDING;
}

async_status async__park_cell(struct async__waiters *waiters, const struct async__waiters_type *type, unsigned kind,
                              struct async__cell *cell)
{
    struct async__cell *task = async_self.root;
    return is_foreign(waiters, task) ? refuse_foreign() : park_in(waiters, type, kind, cell, task);
}

async_status async__park(struct async__waiters *waiters, const struct async__waiters_type *type, unsigned kind)
{
    struct async__loop *loop;
    struct async__cell *task = async__task_running(&loop);
    if (!task) {
        return ASYNC_FAILED;
    }
    if (is_foreign(waiters, task)) {
        return refuse_foreign();
    }
    struct async__cell *cell = async__cell_new(loop);
    return cell ? park_in(waiters, type, kind, cell, task) : async_raise(NULL, ENOMEM, "out of memory");
}

static bool may_wake(const struct async__cell *waiter)
{
    return !waiter->as.task->must_cancel || waiter->kind & PARKED_FIRMLY;
}

struct async__cell *async__waiters_first(const struct async__waiters *waiters)
{
    struct async__cell *waiter = waiters->first;
    while (waiter && !may_wake(waiter)) {
        waiter = waiter->link.next;
    }
    return waiter;
}

void async__unpark(struct async__cell *waiter)
{
    struct async__waiters *waiters = waiter->more.parked_in;
    async__list_remove(&waiters->first, waiter);
    waiter->list.type = waiters->type;
    waiter->state = WAITER_WOKEN;
    async__ready_push(async__loops[loop_of(waiter)], waiter);
}

size_t async__unpark_some(struct async__waiters *waiters, size_t most)
{
    size_t count = 0;
    for (struct async__cell *waiter = waiters->first, *next; waiter && count < most; waiter = next) {
        next = waiter->link.next;
        if (may_wake(waiter)) {
            async__unpark(waiter);
            count++;
        }
    }
    return count;
}

/* Ends a waiter that was woken, which may be in the ready queue still, and tells its list. */
static inline void end_grant(struct async__loop *loop, struct async__cell *waiter, bool is_queued, bool given_back)
{
    const struct async__waiters_type *type = waiter->list.type;
    struct async__waiters *waiters = waiter->more.parked_in;
    unsigned kind = waiter->kind;
    if (is_queued) {
        waiter->state = WAITER_DROPPED;
    } else {
        async__cell_free(loop, waiter);
    }
    if (type->taken) {
        type->taken(waiters, kind, given_back);
    }
}

void async__parked_run(struct async__loop *loop, struct async__cell *waiter)
{
    struct async__cell *task = waiter->as.task;
    bool is_cancelled = !may_wake(waiter);
    task->state = TASK_READY;
    end_grant(loop, waiter, false, is_cancelled);
    if (is_cancelled) {
        async__task_raise(loop, task);
    } else {
        async__task_step(loop, task, NULL, ASYNC_DONE);
    }
}

/* ---- cancelling -------------------------------------------------------------------------------------------------- */

void async__parked_drop(struct async__loop *loop, struct async__cell *waiter)
{
    struct async__waiters *waiters = waiter->more.parked_in;
    if (waiter->state == WAITER_PARKED) {
        async__list_remove(&waiters->first, waiter);
        async__cell_free(loop, waiter);
        if (waiters->type->blocks) {
            waiters->type->update(waiters);
        }
    } else {
        end_grant(loop, waiter, waiter->state == WAITER_WOKEN, true);
    }
}

static void raise_in_parked(void *arg)
{
    struct async__cell *task = arg;
    struct async__cell *waiter = task->link.other;
    if (task->state != TASK_PARKED || waiter->state != WAITER_PARKED || waiter->kind & PARKED_FIRMLY) {
        return;
    }
    if (task->must_cancel) {
        struct async__loop *loop = async__thread.running;
        async__parked_drop(loop, waiter);
        async__task_raise(loop, task);
    } else {
        waiter->more.parked_in->type->update(waiter->more.parked_in);
    }
}

void async__parked_cancel(struct async__loop *loop, struct async__cell *task)
{
    struct async__cell *waiter = task->link.other;
    if (waiter->state != WAITER_PARKED || waiter->kind & PARKED_FIRMLY) {
        return; /* its turn comes */
    }
    if (async__task_raise_soon(loop, task, raise_in_parked)) {
        return;
    }
    async__parked_drop(loop, waiter);
    task->state = TASK_READY;
    async__ready_push(loop, task);
}

/* ---- spawned operations ------------------------------------------------------------------------------------------ */

struct later_frame {
    struct async_frame head;
    async_status (*begin)(void *object);
    void *object;
};

static async_status later_resume(struct async_frame *head)
{
    struct later_frame *frame = (struct later_frame *)head;
    if (head->state == 1) {
        return async_take_leaf();
    }
    async_status status = frame->begin(frame->object);
    return status == ASYNC_PENDING ? async_suspend_leaf(head, 1) : status;
}

static const struct async_function later_function = {.resume = later_resume, .frame_size = sizeof(struct later_frame)};

async_status async__park_later(async_status (*begin)(void *object), void *object)
{
    struct later_frame *frame = (struct later_frame *)async_frame_new(&later_function);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->begin = begin;
    frame->object = object;
    return async_start_later(&frame->head, ASYNC_STATE_SAVED);
}
