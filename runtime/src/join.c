/* join.c - AWAIT(async_join(f)). It needs no frame of its own: the task that waits is noted in the future itself, and
 * the root frame of the task that ended, with the value in it, is handed to the caller as if it had been its callee. */
#include "internal.h"

#include <errno.h>

async_status async__refused(int error)
{
    switch (error) {
    case -ESTALE:
        return async_raise(NULL, ESTALE, "the future is gone: it was consumed or detached");
    case -EXDEV:
        return async_raise(NULL, EXDEV, "the future belongs to another loop");
    case -EDEADLK:
        return async_raise(NULL, EDEADLK, "a task cannot wait for itself");
    case -EINVAL:
        return async_raise(NULL, EINVAL, "the future is being consumed already");
    default:
        return async_raise(NULL, -error, "%s", "");
    }
}

struct async__cell *async__take_use(async_any f, struct async__loop **loop)
{
    int error;
    struct async__cell *future = async__future_find(f, loop, &error);
    if (future) {
        error = async__use(*loop, future);
        if (!error) {
            return future;
        }
    }
    async__refused(error);
    return NULL;
}

async_status async__deliver(struct async__loop *loop, struct async__cell *future, void *result, size_t size,
                            size_t align)
{
    async_status status = ASYNC_FAILED;
    if (future->state == DONE_VALUE) {
        future->is_retrieved = true;
        if (size) {
            memcpy(result, async__value(future, align), size);
        }
        status = ASYNC_DONE;
    } else {
        async__error_raise(future);
    }
    async__unreference(loop, future);
    return status;
}

static inline void wait_alone(struct async__cell *task, struct async__cell *future)
{
    future->list.waiters = (uintptr_t)task | 1;
    task->link.other = future;
    task->state = TASK_JOINS;
}

/* The running task waits for a future that it has a reference to. False: no memory. */
static bool wait_for(struct async__loop *loop, struct async__cell *task, struct async__cell *future)
{
    if (!future->list.waiters) {
        wait_alone(task, future);
        return true;
    }
    struct async__cell *waiter = async__waiter_new(loop, future);
    if (!waiter) {
        return false;
    }
    waiter->kind = WAITS_TASK;
    waiter->as.task = task;
    if (!async__chain(loop, future, waiter)) {
        async__waiter_drop(loop, waiter);
        return false;
    }
    future->references--; /* the task had one, which is the waiter's now */
    task->link.other = waiter;
    task->state = TASK_CHAINED;
    return true;
}

static async_status join(struct async__loop *loop, struct async__cell *task, struct async__cell *future, void *result,
                         size_t size, size_t align)
{
    if (async__is_done(future)) {
        return async__deliver(loop, future, result, size, align);
    }
    if (!wait_for(loop, task, future)) {
        async__unreference(loop, future);
        return async_raise(NULL, ENOMEM, "out of memory");
    }
    return async_suspend_caller();
}

/* ---- SPAWN(async_join(f)) ---------------------------------------------------------------------------------------- */

/* What stands in its frame behind the result, which is of any size; frame->reserved is where. */
struct join_rest {
    struct async__cell *future;
    struct async__loop *loop;
    size_t size, align;
};

/* It begins: in a task now, or cancelled before. */
static async_status join_begin(struct async_frame *frame, struct join_rest *rest)
{
    struct async__loop *loop;
    if (async_self.status == ASYNC_FAILED) {
        async_error error = async_self.error;
        async__task_cancel(rest->loop, rest->future, error.message);
        async__unreference(rest->loop, rest->future);
        async_self.error = error;
        return ASYNC_FAILED;
    }
    struct async__cell *task = async__task_running(&loop);
    if (!task || loop != rest->loop) {
        async__unreference(rest->loop, rest->future);
        return task ? async__refused(-EXDEV) : ASYNC_FAILED;
    }
    async_status status =
        join(loop, task, rest->future, (char *)frame + ASYNC__RESULT_OFFSET(rest->align), rest->size, rest->align);
    return status == ASYNC_PENDING ? async_suspend_leaf(frame, 1) : status;
}

static struct join_rest *rest_of(struct async_frame *frame)
{
    return (struct join_rest *)((char *)frame + frame->reserved);
}

static async_status join_resume(struct async_frame *frame)
{
    struct join_rest *rest = rest_of(frame);
    if (frame->state != 1) {
        return join_begin(frame, rest);
    }
    size_t offset = ASYNC__RESULT_OFFSET(rest->align);
    return async__take((char *)frame + offset, rest->size, offset);
}

static const struct async_function join_function = {.resume = join_resume};

static async_status join_later(struct async__cell *future, struct async__loop *loop, size_t size, size_t align)
{
    size_t rest_at = async__round_up(ASYNC__RESULT_OFFSET(align) + size, _Alignof(struct join_rest));
    size_t whole = async__round_up(rest_at + sizeof(struct join_rest), align);
    struct async_frame *frame = async__frame_new_sized(&join_function, whole);
    if (!frame) {
        async__unuse(future);
        return ASYNC_FAILED;
    }
    frame->reserved = (uint32_t)rest_at;
    *rest_of(frame) = (struct join_rest){.future = future, .loop = loop, .size = size, .align = align};
    return async_start_later(frame, ASYNC__STATE_TAKEN);
}

static __attribute__((noinline)) async_status join_slow(struct async_frame *storage, void *result, size_t size,
                                                        size_t align, async_any f)
{
    struct async__loop *loop;
    struct async__cell *task = storage ? NULL : async__task_running(&loop);
    if (!storage && !task) {
        return ASYNC_FAILED;
    }
    struct async__cell *future = async__take_use(f, &loop);
    if (!future) {
        return ASYNC_FAILED;
    }
    return storage ? join_later(future, loop, size, align) : join(loop, task, future, result, size, align);
}

/* The value of a future that nobody else needs. */
static inline async_status take_small(struct async__loop *loop, struct async__cell *future, void *result, size_t size)
{
    if (size == sizeof(uint64_t)) {
        memcpy(result, future->as.small, sizeof(uint64_t));
    } else if (size == sizeof(uint32_t)) {
        memcpy(result, future->as.small, sizeof(uint32_t));
    } else if (size) {
        memcpy(result, future->as.small, size);
    }
    async__cell_free(loop, future);
    return ASYNC_DONE;
}

/* The ordinary cases first: a task waits for another, for which nobody waits yet, or takes its value. */
async_status async__start_join(struct async_frame *storage, void *result, size_t size, size_t align, async_any f)
{
    struct async__loop *loop = async__thread.running;
    struct async__cell *task = async_self.root;
    struct async__cell *future = loop ? async__cell_of(loop, (uintptr_t)f) : NULL;
    if (ASYNC__LIKELY(!storage && task && future && future->uses && future != task)) {
        if (async__is_live_task(future) && !future->list.waiters && !async__extra_of(future)) {
            future->uses--;
            wait_alone(task, future);
            return async_suspend_caller();
        }
        if (future->state == DONE_VALUE && !future->is_kept && !future->is_queued && future->references == 1 &&
            !async__extra_of(future)) {
            return take_small(loop, future, result, size);
        }
    }
    return join_slow(storage, result, size, align, f);
}
