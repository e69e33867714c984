/* condition.c - waits without a lock that the task has again afterwards, whatever happens meanwhile. */
#include "park.h"

#include <errno.h>

struct wait_frame {
    struct async_frame head;
    async_condition *condition;
    struct async__loop *loop;
    struct async__cell *spare; /* to wait for the lock in, which must not fail */
    async_error error;         /* to be raised once the lock is held; code 0: none */
    bool was_notified;
};

enum { NOTIFIED = 1, LOCKED }; /* what it waits for: head.state */

/* Nobody is notified by itself. */
static void update(struct async__waiters *waiters)
{
    (void)waiters;
}

static void taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    if (given_back) {
        async__unpark_some(waiters, 1);
    }
}

static const struct async__waiters_type condition_type = {.name = "a condition", .update = update, .taken = taken};

/* ---- waiting ----------------------------------------------------------------------------------------------------- */

static async_status finish(struct wait_frame *frame, async_status status)
{
    if (frame->spare) {
        async__cell_free(frame->loop, frame->spare);
    }
    return status;
}

/* A cancellation that came while it waited for the lock is raised here, as nothing else would raise it. What it was
 * notified of is for the next one then. */
static async_status locked(struct wait_frame *frame)
{
    struct async__cell *task = async_self.root;
    if (task->must_cancel) {
        task->must_cancel = false;
        if (frame->was_notified) {
            async__unpark_some(&frame->condition->waiters, 1);
        }
        async__cancelled_raise(task);
    } else if (frame->error.code) {
        async_self.error = frame->error;
    } else {
        return finish(frame, ASYNC_DONE);
    }
    return finish(frame, ASYNC_FAILED);
}

static async_status lock_again(struct wait_frame *frame)
{
    async_status status = async__lock_firmly(frame->condition->lock, &frame->spare);
    if (status == ASYNC_PENDING) {
        return async_suspend_leaf(&frame->head, LOCKED);
    }
    return status == ASYNC_DONE ? locked(frame) : finish(frame, ASYNC_FAILED);
}

static async_status begin(struct wait_frame *frame)
{
    async_condition *condition = frame->condition;
    frame->error.code = 0;
    frame->spare = NULL;
    if (!async_lock_locked(condition->lock)) {
        return async_raise(NULL, EPERM, "async_condition_wait: the lock is not held");
    }
    if (!async__task_running(&frame->loop)) {
        return ASYNC_FAILED;
    }
    if (!(frame->spare = async__cell_new(frame->loop))) {
        return async_raise(NULL, ENOMEM, "out of memory");
    }
    async_status status = async__park(&condition->waiters, &condition_type, 0);
    if (status != ASYNC_PENDING) {
        return finish(frame, status);
    }
    async_lock_release(condition->lock);
    return async_suspend_leaf(&frame->head, NOTIFIED);
}

static async_status resume(struct async_frame *head)
{
    struct wait_frame *frame = (struct wait_frame *)head;
    if (head->state != NOTIFIED && head->state != LOCKED) {
        return begin(frame);
    }
    if (head->state == LOCKED) { /* it fails where its loop is closed */
        return async_self.status == ASYNC_DONE ? locked(frame) : finish(frame, ASYNC_FAILED);
    }
    frame->was_notified = async_self.status == ASYNC_DONE;
    if (!frame->was_notified) {
        frame->error = async_self.error;
    }
    return lock_again(frame);
}

static const struct async_function wait_function = {.resume = resume, .frame_size = sizeof(struct wait_frame)};

async_status async_condition_wait__async(struct async_frame *storage, async_condition *condition)
{
    struct wait_frame *frame = (struct wait_frame *)async_frame_new(&wait_function);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->condition = condition;
    if (storage) {
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    }
    async_status status = begin(frame);
    if (status != ASYNC_PENDING) {
        async_frame_free(&frame->head);
    }
    return status;
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

void async_condition_init(async_condition *condition, async_lock *lock)
{
    *condition = (async_condition){.lock = lock};
}

int async_condition_notify(async_condition *condition, size_t n)
{
    if (!async_lock_locked(condition->lock)) {
        return -EPERM;
    }
    async__unpark_some(&condition->waiters, n);
    return 0;
}

int async_condition_notify_all(async_condition *condition)
{
    return async_condition_notify(condition, SIZE_MAX);
}

int async_condition_destroy(async_condition *condition)
{
    return condition->waiters.first ? -EBUSY : 0;
}
