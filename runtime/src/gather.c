/* gather.c - AWAIT(async_gather(fs, n, results)), and async_gather_settled(), which waits for all, however they end. */
#include "many.h"

#include <math.h>

struct gather_frame {
    struct async_frame head;
    struct async__many many;
    struct async__cell *failed; /* the first future that ended without a value, and so ends the gather */
    char *results;              /* or NULL */
    async_error *errors;        /* or NULL */
    size_t size, align;
    bool is_settled; /* errors are results */
    uintptr_t entries[];
};

static struct gather_frame *frame_of(struct async__operation *operation)
{
    return (struct gather_frame *)((char *)operation - offsetof(struct gather_frame, many));
}

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    struct gather_frame *frame = frame_of(operation);
    struct async__cell *future = waiter->more.future;
    if (!frame->is_settled && !frame->failed && future->state != DONE_VALUE) {
        frame->failed = future;
    }
    if (!--frame->many.pending || frame->failed) {
        async__operation_wake(operation);
    }
}

static const struct async__operation_type gather_type = {fired, async__many_pass_on, "async_gather",
                                                         ASYNC__MANY_WAITERS};

/* ---- its end ----------------------------------------------------------------------------------------------------- */

/* What the future at `at` ended with, an error where that is a result. */
static void give(const struct gather_frame *frame, size_t at)
{
    struct async__cell *future = async__many_future(&frame->many, at);
    char *result = frame->results ? frame->results + at * frame->size : NULL;
    future->is_retrieved = true;
    if (future->state == DONE_VALUE) {
        if (result && future->has_value) {
            memcpy(result, async__value(future, frame->align), frame->size);
        }
    } else if (result) {
        memset(result, 0, frame->size);
    }
    if (frame->errors) {
        frame->errors[at] = future->state == DONE_VALUE ? (async_error){.code = 0} : *async__error_of(future);
    }
}

static async_status succeed(struct gather_frame *frame)
{
    for (size_t i = 0; i < frame->many.count; i++) {
        if (frame->results || frame->is_settled) {
            give(frame, i);
        }
    }
    async__many_drop(&frame->many);
    return ASYNC_DONE;
}

static async_status finish(struct gather_frame *frame)
{
    if (frame->failed) {
        async__error_raise(frame->failed);
    } else if (frame->many.was_cancelled) {
        async__cancelled_raise(frame->many.operation.task);
    } else {
        return succeed(frame);
    }
    return async__many_fail(&frame->many);
}

/* ---- its start --------------------------------------------------------------------------------------------------- */

static async_status resume(struct async_frame *head)
{
    struct gather_frame *frame = (struct gather_frame *)head;
    if (async_self.status == ASYNC_FAILED) {
        if (head->state != 1) {
            async__many_cancel(&frame->many, async_self.error.message);
        }
        return async__many_fail(&frame->many);
    }
    return head->state == 1 ? finish(frame) : async__many_begin(&frame->many, head, INFINITY);
}

static const struct async_function gather_function = {.resume = resume};

static async_status start(struct async_frame *storage, const void *fs, size_t n, struct gather_frame what)
{
    if (!n && !storage) {
        return ASYNC_DONE;
    }
    struct gather_frame *frame = (struct gather_frame *)async__many_frame_new(&gather_function, sizeof *frame, n);
    if (!frame) {
        return ASYNC_FAILED;
    }
    what.head = frame->head;
    what.many = (struct async__many){.operation.type = &gather_type, .count = n, .entries = frame->entries};
    *frame = what;
    return async__many_start(storage, &frame->head, &frame->many, fs, true, INFINITY);
}

async_status async__start_gather(struct async_frame *storage, const void *fs, size_t n, void *results, size_t size,
                                 size_t align)
{
    return start(storage, fs, n, (struct gather_frame){.results = results, .size = size, .align = align});
}

async_status async__start_gather_settled(struct async_frame *storage, const void *fs, size_t n, void *results,
                                         size_t size, size_t align, async_error *errors)
{
    return start(
        storage, fs, n,
        (struct gather_frame){.results = results, .errors = errors, .size = size, .align = align, .is_settled = true});
}
