/* gather.c - AWAIT(async_gather(fs, n, results)), and async_gather_settled(), which waits for all, however they end. */
#include "many.h"

#include <errno.h>

struct gather_frame {
    struct async_frame head;
    struct async__operation operation;
    struct async__many many;
    struct async__loop *loop;
    struct async__cell *failed; /* the first future that ended without a value, and so ends the gather */
    char *results;              /* or NULL */
    async_error *errors;        /* or NULL */
    size_t size, align, pending;
    bool is_settled; /* errors are results */
    bool was_cancelled;
    uintptr_t entries[];
};

static struct gather_frame *frame_of(struct async__operation *operation)
{
    return (struct gather_frame *)((char *)operation - offsetof(struct gather_frame, operation));
}

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    struct gather_frame *frame = frame_of(operation);
    struct async__cell *future = waiter->more.future;
    if (!frame->is_settled && !frame->failed && future->state != DONE_VALUE) {
        frame->failed = future;
    }
    if (!--frame->pending || frame->failed) {
        async__operation_wake(operation);
    }
}

static bool cancel_all(struct gather_frame *frame, const char *message)
{
    bool any = false;
    for (size_t i = 0; i < frame->many.count; i++) {
        if (!async__many_is_repeated(&frame->many, i)) {
            any |= async__task_cancel(frame->loop, async__many_future(&frame->many, i), message);
        }
    }
    return any;
}

static bool cancel(struct async__operation *operation, const char *message)
{
    struct gather_frame *frame = frame_of(operation);
    bool any = cancel_all(frame, message);
    frame->was_cancelled |= any;
    return any;
}

static struct async__cell *waits_for(struct async__operation *operation, size_t *at)
{
    return async__many_pending(&frame_of(operation)->many, at);
}

static const struct async__operation_type gather_type = {fired, cancel, "async_gather", waits_for};

/* ---- its end ----------------------------------------------------------------------------------------------------- */

static async_status fail(struct gather_frame *frame)
{
    async_error error = async_self.error;
    async__many_drop(frame->loop, &frame->many);
    async_self.error = error;
    return ASYNC_FAILED;
}

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
    async__many_drop(frame->loop, &frame->many);
    return ASYNC_DONE;
}

static async_status finish(struct gather_frame *frame)
{
    if (async_self.status == ASYNC_FAILED) {
        return fail(frame);
    }
    if (frame->failed) {
        async__error_raise(frame->failed);
        return fail(frame);
    }
    if (frame->was_cancelled) {
        async__cancelled_raise(frame->operation.task);
        return fail(frame);
    }
    return succeed(frame);
}

/* ---- its start --------------------------------------------------------------------------------------------------- */

static async_status begin(struct gather_frame *frame)
{
    struct async__loop *loop;
    if (!async__task_running(&loop)) {
        return fail(frame);
    }
    if (loop != frame->loop) {
        async__refused(-EXDEV);
        return fail(frame);
    }
    if (!frame->many.count) {
        return ASYNC_DONE;
    }
    if (!async__many_chain(loop, &frame->many)) {
        async_raise(NULL, ENOMEM, "out of memory");
        return fail(frame);
    }
    return async__operate(&frame->operation, &frame->head, 1);
}

static async_status resume(struct async_frame *head)
{
    struct gather_frame *frame = (struct gather_frame *)head;
    if (head->state == 1) {
        return finish(frame);
    }
    if (async_self.status == ASYNC_FAILED) {
        cancel_all(frame, async_self.error.message);
        return fail(frame);
    }
    return begin(frame);
}

static const struct async_function gather_function = {.resume = resume};

static struct gather_frame *frame_new(size_t n, void *results, size_t size, size_t align)
{
    struct gather_frame *frame = (struct gather_frame *)async__many_frame_new(&gather_function, sizeof *frame, n);
    if (frame) {
        frame->operation.type = &gather_type;
        frame->many = (struct async__many){.count = n, .entries = frame->entries};
        frame->failed = NULL;
        frame->results = results;
        frame->errors = NULL;
        frame->size = size;
        frame->align = align;
        frame->is_settled = frame->was_cancelled = false;
    }
    return frame;
}

static async_status start(struct async_frame *storage, struct gather_frame *frame, const void *fs)
{
    int error = async__many_take(&frame->many, fs, &frame->operation, true, &frame->loop);
    if (error) {
        async__refused(error);
        async_frame_free(&frame->head);
        return ASYNC_FAILED;
    }
    frame->pending = async__many_different(&frame->many);
    if (storage) {
        return async_start_later(&frame->head, ASYNC__STATE_TAKEN);
    }
    async_status status = begin(frame);
    if (status != ASYNC_PENDING) {
        async_frame_free(&frame->head);
    }
    return status;
}

async_status async__start_gather(struct async_frame *storage, const void *fs, size_t n, void *results, size_t size,
                                 size_t align)
{
    if (!n && !storage) {
        return ASYNC_DONE;
    }
    struct gather_frame *frame = frame_new(n, results, size, align);
    return frame ? start(storage, frame, fs) : ASYNC_FAILED;
}

async_status async__start_gather_settled(struct async_frame *storage, const void *fs, size_t n, void *results,
                                         size_t size, size_t align, async_error *errors)
{
    if (!n && !storage) {
        return ASYNC_DONE;
    }
    struct gather_frame *frame = frame_new(n, results, size, align);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->errors = errors;
    frame->is_settled = true;
    return start(storage, frame, fs);
}
