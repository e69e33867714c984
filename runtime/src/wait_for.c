/* wait_for.c - AWAIT(async_wait_for(f, seconds)).
 *
 * Until the time is up it waits; from then on, or from a cancellation on, it cancels the future and waits for its end.
 * A cancellation of the waiting task stays one, whatever the future then ends with. */
#include "many.h"

#include <errno.h>
#include <math.h>

/* What stands in its frame behind the result, which is of any size; frame->reserved is where. */
struct rest {
    struct async__many many; /* of one */
    uintptr_t entry;
    struct async_frame *frame;
    double seconds;
    size_t size, align;
    bool is_cancelling; /* the future */
    bool was_cancelled; /* the waiting task */
};

static struct rest *rest_of(struct async_frame *frame)
{
    return (struct rest *)((char *)frame + frame->reserved);
}

static struct async__cell *future_of(const struct rest *rest)
{
    return async__many_future(&rest->many, 0);
}

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    (void)waiter;
    async__operation_wake(operation);
}

static bool cancel(struct async__operation *operation, const char *message)
{
    struct rest *rest = (struct rest *)((char *)operation - offsetof(struct rest, many));
    if (!async__many_cancel(&rest->many, message)) {
        return false;
    }
    rest->is_cancelling = rest->was_cancelled = true;
    return true;
}

static const struct async__operation_type wait_for_type = {fired, cancel, "async_wait_for", ASYNC__MANY_WAITERS};

/* ---- its end ----------------------------------------------------------------------------------------------------- */

/* The future is done. */
static async_status finish(struct rest *rest)
{
    struct async__cell *future = future_of(rest);
    if (rest->was_cancelled) {
        async__cancelled_raise(rest->many.operation.task);
        return async__many_fail(&rest->many);
    }
    if (rest->is_cancelling && future->state == DONE_CANCELLED) {
        async_raise(NULL, ETIMEDOUT, "%s", "");
        return async__many_fail(&rest->many);
    }
    void *result = (char *)rest->frame + ASYNC__RESULT_OFFSET(rest->align);
    async__reference(future);
    async__many_drop(&rest->many);
    return async__deliver(rest->many.loop, future, result, rest->size, rest->align);
}

/* ---- its start, and what comes between --------------------------------------------------------------------------- */

static async_status wait_on(struct rest *rest)
{
    return async__operate(&rest->many.operation, rest->frame, 1);
}

/* Cancels the future and waits for its end. */
static async_status expire(struct rest *rest)
{
    rest->is_cancelling = true;
    async__many_cancel(&rest->many, NULL);
    return wait_on(rest);
}

static async_status begin(struct rest *rest)
{
    bool is_late = rest->seconds <= 0;
    if (!async__many_enter(&rest->many)) {
        return ASYNC_FAILED;
    }
    if (is_late && async__is_done(future_of(rest))) {
        return finish(rest);
    }
    if (!async__many_arm(&rest->many, is_late ? INFINITY : rest->seconds)) {
        async_raise(NULL, ENOMEM, "out of memory");
        return async__many_fail(&rest->many);
    }
    return is_late ? expire(rest) : wait_on(rest);
}

/* A step of the waiting task: the future is done, or the time is up, or the task is cancelled. */
static async_status go_on(struct rest *rest)
{
    bool is_cancelled = async_self.status == ASYNC_FAILED;
    if (async__is_done(future_of(rest))) {
        return is_cancelled ? async__many_fail(&rest->many) : finish(rest);
    }
    if (is_cancelled && rest->many.loop->is_closing) {
        return async__many_fail(&rest->many);
    }
    rest->was_cancelled |= is_cancelled; /* just after the time was up */
    return expire(rest);
}

static async_status resume(struct async_frame *frame)
{
    struct rest *rest = rest_of(frame);
    if (frame->state == 1) {
        return go_on(rest);
    }
    if (async_self.status == ASYNC_FAILED) {
        async__many_cancel(&rest->many, async_self.error.message);
        return async__many_fail(&rest->many);
    }
    return begin(rest);
}

static const struct async_function wait_for_function = {.resume = resume};

static struct rest *rest_new(size_t size, size_t align, double seconds)
{
    size_t rest_at = async__round_up(ASYNC__RESULT_OFFSET(align) + size, _Alignof(struct rest));
    size_t whole = async__round_up(rest_at + sizeof(struct rest), align);
    struct async_frame *frame = async__frame_new_sized(&wait_for_function, whole);
    if (!frame) {
        return NULL;
    }
    frame->reserved = (uint32_t)rest_at;
    struct rest *rest = rest_of(frame);
    *rest = (struct rest){.many = {.operation.type = &wait_for_type, .count = 1, .entries = &rest->entry},
                          .frame = frame,
                          .seconds = seconds,
                          .size = size,
                          .align = align};
    return rest;
}

async_status async__start_wait_for(struct async_frame *storage, void *result, size_t size, size_t align, async_any f,
                                   double seconds)
{
    if (isnan(seconds)) {
        return async_raise(NULL, EINVAL, "async_wait_for: the time is a NaN");
    }
    if (seconds == INFINITY) {
        return async__start_join(storage, result, size, align, f);
    }
    struct rest *rest = rest_new(size, align, seconds);
    if (!rest) {
        return ASYNC_FAILED;
    }
    struct async_frame *frame = rest->frame;
    int error = async__many_take(&rest->many, &f, true);
    if (!error && storage) {
        return async_start_later(frame, ASYNC__STATE_TAKEN);
    }
    async_status status = error ? async__refused(error) : begin(rest);
    if (status == ASYNC_DONE && size) {
        memcpy(result, (char *)frame + ASYNC__RESULT_OFFSET(align), size);
    }
    if (status != ASYNC_PENDING) {
        async_frame_free(frame);
    }
    return status;
}
