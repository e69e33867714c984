/* wait.c - AWAIT(async_wait(fs, n, timeout, when)). */
#include "many.h"

#include <errno.h>
#include <math.h>

struct wait_frame {
    struct async_frame head;
    size_t result;
    struct async__operation operation;
    struct async__many many;
    struct async__loop *loop;
    struct async__cell *timer; /* or NULL */
    double timeout;
    size_t pending;
    int when;
    bool is_over; /* as many are done as were asked for, or the time is up */
    uintptr_t entries[];
};

static struct wait_frame *frame_of(struct async__operation *operation)
{
    return (struct wait_frame *)((char *)operation - offsetof(struct wait_frame, operation));
}

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    struct wait_frame *frame = frame_of(operation);
    frame->pending--;
    if (!frame->pending || frame->when == ASYNC_FIRST_COMPLETED ||
        (frame->when == ASYNC_FIRST_EXCEPTION && waiter->more.future->state == DONE_ERROR)) {
        frame->is_over = true;
        async__operation_wake(operation);
    }
}

/* What it waits for goes on. */
static bool cancel(struct async__operation *operation, const char *message)
{
    (void)message;
    async__operation_wake(operation);
    return false;
}

static struct async__cell *waits_for(struct async__operation *operation, size_t *at)
{
    return async__many_pending(&frame_of(operation)->many, at);
}

static const struct async__operation_type wait_type = {fired, cancel, "async_wait", waits_for};

static void time_up(void *arg)
{
    struct wait_frame *frame = arg;
    frame->timer = NULL;
    frame->is_over = true;
    async__operation_wake(&frame->operation);
}

static void clean_up(struct wait_frame *frame)
{
    if (frame->timer) {
        async__callback_drop(frame->loop, frame->timer);
        frame->timer = NULL;
    }
    async__many_drop(frame->loop, &frame->many);
}

static async_status fail(struct wait_frame *frame)
{
    async_error error = async_self.error;
    clean_up(frame);
    async_self.error = error;
    return ASYNC_FAILED;
}

static async_status finish(struct wait_frame *frame)
{
    if (async_self.status == ASYNC_FAILED) {
        return fail(frame);
    }
    if (!frame->is_over) { /* a cancellation that was taken back */
        return async__operate(&frame->operation, &frame->head, 1);
    }
    frame->result = 0;
    for (size_t i = 0; i < frame->many.count; i++) {
        frame->result +=
            !async__many_is_repeated(&frame->many, i) && async__is_done(async__many_future(&frame->many, i));
    }
    clean_up(frame);
    return ASYNC_DONE;
}

static async_status begin(struct wait_frame *frame)
{
    struct async__loop *loop;
    if (!async__task_running(&loop)) {
        return fail(frame);
    }
    if (loop != frame->loop) {
        async__refused(-EXDEV);
        return fail(frame);
    }
    if (frame->timeout < INFINITY) {
        frame->timer = async__callback_at(loop, async__deadline(async__now(loop), frame->timeout), time_up, frame);
        if (!frame->timer) {
            async_raise(NULL, ENOMEM, "out of memory");
            return fail(frame);
        }
    }
    if (!async__many_chain(loop, &frame->many)) {
        async_raise(NULL, ENOMEM, "out of memory");
        return fail(frame);
    }
    return async__operate(&frame->operation, &frame->head, 1);
}

static async_status resume(struct async_frame *head)
{
    struct wait_frame *frame = (struct wait_frame *)head;
    if (head->state == 1) {
        return finish(frame);
    }
    return async_self.status == ASYNC_FAILED ? fail(frame) : begin(frame);
}

static const struct async_function wait_function = {.resume = resume};

static struct wait_frame *frame_new(size_t n, double timeout, int when)
{
    struct wait_frame *frame = (struct wait_frame *)async__many_frame_new(&wait_function, sizeof *frame, n);
    if (frame) {
        frame->operation.type = &wait_type;
        frame->many = (struct async__many){.count = n, .entries = frame->entries};
        frame->timer = NULL;
        frame->timeout = timeout;
        frame->when = when;
        frame->is_over = false;
    }
    return frame;
}

async_status async__start_wait(struct async_frame *storage, size_t *result, const void *fs, size_t n, double timeout,
                               int when)
{
    if (!n) {
        return async_raise(NULL, EINVAL, "async_wait: no futures");
    }
    if (isnan(timeout) || when < ASYNC_ALL_COMPLETED || when > ASYNC_FIRST_EXCEPTION) {
        return async_raise(NULL, EINVAL, "async_wait: %s", isnan(timeout) ? "the timeout is a NaN" : "no such `when`");
    }
    struct wait_frame *frame = frame_new(n, timeout, when);
    if (!frame) {
        return ASYNC_FAILED;
    }
    int error = async__many_take(&frame->many, fs, &frame->operation, false, &frame->loop);
    if (error) {
        async__refused(error);
        async_frame_free(&frame->head);
        return ASYNC_FAILED;
    }
    frame->pending = async__many_different(&frame->many);
    if (storage) {
        return async_start_later(&frame->head, ASYNC__STATE_TAKEN);
    }
    (void)result; /* it always suspends, or fails */
    async_status status = begin(frame);
    if (status != ASYNC_PENDING) {
        async_frame_free(&frame->head);
    }
    return status;
}
