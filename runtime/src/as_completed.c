/* as_completed.c - AWAIT(async_completed_next(&it)): futures as they are done.
 *
 * What it needs is made when it is first asked, and belongs to the task that asks: gone at the end of the futures, of
 * the time, or of the task, so that an iterator may be abandoned. */
#include "many.h"

#include <limits.h>
#include <math.h>

struct async__completing {
    struct async__many many;
    struct async__completing *next; /* of the same task */
    uint64_t number;
    size_t different, done, given;
    size_t *order;    /* of those that are done: their indices */
    uintptr_t data[]; /* of many, and of order */
};

static ASYNC__TLS uint64_t last_number;

struct next_frame {
    struct async_frame head;
    int result;
    async_completed *it;
};

/* ---- what happens ------------------------------------------------------------------------------------------------ */

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    struct async__completing *completing =
        (struct async__completing *)((char *)operation - offsetof(struct async__completing, many));
    if (!completing->many.is_expired) { /* what is done after that, is too late */
        completing->order[completing->done++] = waiter->index;
        async__operation_wake(operation);
    }
}

static const struct async__operation_type completing_type = {fired, async__many_leave, "async_completed_next",
                                                             ASYNC__MANY_WAITERS};

/* ---- its beginning and end --------------------------------------------------------------------------------------- */

static void completing_free(struct async__completing *completing)
{
    async__many_drop(&completing->many);
    async__release(completing);
}

void async__completing_end(struct async__extra *extra)
{
    while (extra->completing) {
        struct async__completing *completing = extra->completing;
        extra->completing = completing->next;
        completing_free(completing);
    }
}

static void unlink_and_free(struct async__completing *completing)
{
    struct async__completing **at = &async__extra_of(async_self.root)->completing;
    while (*at != completing) {
        at = &(*at)->next;
    }
    *at = completing->next;
    completing_free(completing);
}

static int take(struct async__completing *completing, const async_completed *it)
{
    int error = async__many_take(&completing->many, it->fs, false);
    completing->different = completing->many.pending;
    if (!error && !async__many_arm(&completing->many, it->timeout)) {
        error = -ENOMEM;
    }
    return error;
}

/* NULL: an error is raised. */
static struct async__completing *completing_new(const async_completed *it)
{
    struct async__loop *loop;
    struct async__cell *task = async__task_running(&loop);
    if (!task) {
        return NULL;
    }
    if (isnan(it->timeout) || it->n > INT_MAX) {
        async__refused(-EINVAL);
        return NULL;
    }
    struct async__extra *extra = async__extra_need(task);
    struct async__completing *completing =
        extra ? async__allocate_zeroed(sizeof *completing + it->n * (sizeof(uintptr_t) + sizeof(size_t))) : NULL;
    if (!completing) {
        async__refused(-ENOMEM);
        return NULL;
    }
    completing->many =
        (struct async__many){.operation.type = &completing_type, .count = it->n, .entries = completing->data};
    completing->order = (size_t *)(completing->data + it->n);
    completing->number = ++last_number;
    completing->next = extra->completing;
    extra->completing = completing;
    int error = take(completing, it);
    if (error) {
        unlink_and_free(completing);
        async__refused(error);
        return NULL;
    }
    return completing;
}

/* ---- one step ---------------------------------------------------------------------------------------------------- */

static void end(async_completed *it)
{
    unlink_and_free(it->completing);
    it->completing = NULL;
    it->n = 0;
}

/* What is to be had now; ASYNC_PENDING: nothing. */
static async_status step(async_completed *it, int *result)
{
    struct async__completing *completing = it->completing;
    if (completing->given < completing->done) {
        *result = (int)completing->order[completing->given++];
        return ASYNC_DONE;
    }
    if (completing->given == completing->different) {
        end(it);
        *result = -1;
        return ASYNC_DONE;
    }
    if (completing->many.is_expired) {
        end(it);
        return async_raise(NULL, ETIMEDOUT, "%s", "");
    }
    return ASYNC_PENDING;
}

static async_status wait_more(struct next_frame *frame)
{
    return async__operate(&frame->it->completing->many.operation, &frame->head, 1);
}

/* Whether it belongs to the running task; what it names may be gone. Not by the handle of the task, which changes when
 * the last one that is out is given up. */
static bool is_own(const async_completed *it)
{
    const struct async__extra *extra = async_self.root ? async__extra_of(async_self.root) : NULL;
    const struct async__completing *completing = extra ? extra->completing : NULL;
    while (completing && completing->number != it->number) {
        completing = completing->next;
    }
    return completing;
}

/* The first futures may be done already, which their waiters tell in the next iteration. */
static async_status begin(async_completed *it, int *result)
{
    if (!it->n) {
        *result = -1;
        return ASYNC_DONE;
    }
    if (!it->completing) {
        it->completing = completing_new(it);
        it->number = it->completing ? it->completing->number : 0;
    } else if (!is_own(it)) {
        return async_raise(NULL, EPERM, "async_completed_next: the iterator belongs to another task");
    }
    return it->completing ? step(it, result) : ASYNC_FAILED;
}

static async_status resume(struct async_frame *head)
{
    struct next_frame *frame = (struct next_frame *)head;
    struct async__completing *waited = head->state == 1 ? frame->it->completing : NULL;
    if (waited) {
        waited->many.operation.task = NULL;
    }
    if (async_self.status == ASYNC_FAILED) {
        return ASYNC_FAILED;
    }
    async_status status = waited ? step(frame->it, &frame->result) : begin(frame->it, &frame->result);
    return status == ASYNC_PENDING ? wait_more(frame) : status;
}

static const struct async_function next_function = {.resume = resume, .frame_size = sizeof(struct next_frame)};

async_status async_completed_next__async(struct async_frame *storage, int *result, async_completed *it)
{
    async_status status = storage ? ASYNC_PENDING : begin(it, result);
    if (status != ASYNC_PENDING) {
        return status;
    }
    struct next_frame *frame = (struct next_frame *)async_frame_new(&next_function);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->it = it;
    return storage ? async_start_later(&frame->head, ASYNC__STATE_TAKEN) : wait_more(frame);
}
