/* wait.c - AWAIT(async_wait(fs, n, timeout, when)). */
#include "many.h"

#include <errno.h>
#include <math.h>

struct wait_frame {
    struct async_frame head;
    size_t result;
    struct async__many many;
    double timeout;
    int when;
    bool is_over; /* as many are done as were asked for */
    uintptr_t entries[];
};

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    struct wait_frame *frame = (struct wait_frame *)((char *)operation - offsetof(struct wait_frame, many));
    frame->many.pending--;
    if (!frame->many.pending || frame->when == ASYNC_FIRST_COMPLETED ||
        (frame->when == ASYNC_FIRST_EXCEPTION && waiter->more.future->state == DONE_ERROR)) {
        frame->is_over = true;
        async__operation_wake(operation);
    }
}

static const struct async__operation_type wait_type = {fired, async__many_leave, "async_wait", ASYNC__MANY_WAITERS};

static async_status finish(struct wait_frame *frame)
{
    struct async__many *many = &frame->many;
    if (!frame->is_over && !many->is_expired) { /* a cancellation that was taken back */
        return async__operate(&many->operation, &frame->head, 1);
    }
    frame->result = 0;
    for (size_t i = 0; i < many->count; i++) {
        frame->result += !async__many_is_repeated(many, i) && async__is_done(async__many_future(many, i));
    }
    async__many_drop(many);
    return ASYNC_DONE;
}

static async_status resume(struct async_frame *head)
{
    struct wait_frame *frame = (struct wait_frame *)head;
    if (async_self.status == ASYNC_FAILED) {
        return async__many_fail(&frame->many);
    }
    return head->state == 1 ? finish(frame) : async__many_begin(&frame->many, head, frame->timeout);
}

static const struct async_function wait_function = {.resume = resume};

async_status async__start_wait(struct async_frame *storage, size_t *result, const void *fs, size_t n, double timeout,
                               int when)
{
    (void)result; /* it always suspends, or fails */
    if (!n) {
        return async_raise(NULL, EINVAL, "async_wait: no futures");
    }
    if (isnan(timeout) || when < ASYNC_ALL_COMPLETED || when > ASYNC_FIRST_EXCEPTION) {
        return async_raise(NULL, EINVAL, "async_wait: %s", isnan(timeout) ? "the timeout is a NaN" : "no such `when`");
    }
    struct wait_frame *frame = (struct wait_frame *)async__many_frame_new(&wait_function, sizeof *frame, n);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->many = (struct async__many){.operation.type = &wait_type, .count = n, .entries = frame->entries};
    frame->timeout = timeout;
    frame->when = when;
    frame->is_over = false;
    return async__many_start(storage, &frame->head, &frame->many, fs, false, timeout);
}
