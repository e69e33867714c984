/* wait_for.c - AWAIT(async_wait_for(f, seconds)).
 *
 * Until the time is up it waits; from then on, or from a cancellation on, it cancels the future and waits for its end.
 * A cancellation of the waiting task stays one, whatever the future then ends with. */
#include "internal.h"

#include <errno.h>
#include <math.h>

/* What stands in its frame behind the result, which is of any size; frame->reserved is where. */
struct rest {
    struct async__operation operation;
    struct async_frame *frame;
    struct async__loop *loop;
    struct async__cell *waiter; /* holds the reference to the future */
    struct async__cell *timer;  /* or NULL */
    double seconds;
    size_t size, align;
    bool is_cancelling; /* the future */
    bool was_cancelled; /* the waiting task */
};

static struct rest *rest_of(struct async_frame *frame)
{
    return (struct rest *)((char *)frame + frame->reserved);
}

static struct rest *rest_of_operation(struct async__operation *operation)
{
    return (struct rest *)((char *)operation - offsetof(struct rest, operation));
}

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    (void)waiter;
    async__operation_wake(operation);
}

static bool cancel(struct async__operation *operation, const char *message)
{
    struct rest *rest = rest_of_operation(operation);
    if (!async__task_cancel(rest->loop, rest->waiter->more.future, message)) {
        return false;
    }
    rest->is_cancelling = rest->was_cancelled = true;
    return true;
}

static struct async__cell *waits_for(struct async__operation *operation, size_t *at)
{
    return (*at)++ ? NULL : rest_of_operation(operation)->waiter->more.future;
}

static const struct async__operation_type wait_for_type = {fired, cancel, "async_wait_for", waits_for};

static void time_up(void *arg)
{
    struct rest *rest = arg;
    rest->timer = NULL;
    async__operation_wake(&rest->operation);
}

/* ---- its end ----------------------------------------------------------------------------------------------------- */

/* Gives up the future; with `keep`, its caller has a reference to it. */
static void clean_up(struct rest *rest)
{
    if (rest->timer) {
        async__callback_drop(rest->loop, rest->timer);
        rest->timer = NULL;
    }
    async__waiter_drop(rest->loop, rest->waiter);
}

static async_status fail(struct rest *rest)
{
    async_error error = async_self.error;
    clean_up(rest);
    async_self.error = error;
    return ASYNC_FAILED;
}

/* The future is done. */
static async_status finish(struct rest *rest)
{
    struct async__cell *future = rest->waiter->more.future;
    if (rest->was_cancelled) {
        async__cancelled_raise(rest->operation.task);
        return fail(rest);
    }
    if (rest->is_cancelling && future->state == DONE_CANCELLED) {
        async_raise(NULL, ETIMEDOUT, "%s", "");
        return fail(rest);
    }
    void *result = (char *)rest->frame + ASYNC__RESULT_OFFSET(rest->align);
    async__reference(future);
    clean_up(rest);
    return async__deliver(rest->loop, future, result, rest->size, rest->align);
}

/* ---- its start, and what comes between --------------------------------------------------------------------------- */

static async_status wait_on(struct rest *rest)
{
    return async__operate(&rest->operation, rest->frame, 1);
}

/* Cancels the future and waits for its end. */
static async_status expire(struct rest *rest)
{
    rest->is_cancelling = true;
    async__task_cancel(rest->loop, rest->waiter->more.future, NULL);
    return wait_on(rest);
}

static async_status begin(struct rest *rest)
{
    struct async__loop *loop;
    if (!async__task_running(&loop)) {
        return fail(rest);
    }
    if (loop != rest->loop) {
        async__refused(-EXDEV);
        return fail(rest);
    }
    struct async__cell *future = rest->waiter->more.future;
    if (rest->seconds <= 0 && async__is_done(future)) {
        return finish(rest);
    }
    if (rest->seconds > 0 && rest->seconds < INFINITY) {
        rest->timer = async__callback_at(loop, async__deadline(async__now(loop), rest->seconds), time_up, rest);
    }
    bool lacks_timer = rest->seconds > 0 && rest->seconds < INFINITY && !rest->timer;
    if (lacks_timer || !async__chain(loop, future, rest->waiter)) {
        async_raise(NULL, ENOMEM, "out of memory");
        return fail(rest);
    }
    return rest->seconds <= 0 ? expire(rest) : wait_on(rest);
}

/* A step of the waiting task: the future is done, or the time is up, or the task is cancelled. */
static async_status go_on(struct rest *rest)
{
    bool is_cancelled = async_self.status == ASYNC_FAILED;
    if (async__is_done(rest->waiter->more.future)) {
        return is_cancelled ? fail(rest) : finish(rest);
    }
    if (is_cancelled && rest->loop->is_closing) {
        return fail(rest);
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
        async__task_cancel(rest->loop, rest->waiter->more.future, async_self.error.message);
        return fail(rest);
    }
    return begin(rest);
}

static const struct async_function wait_for_function = {.resume = resume};

static struct rest *rest_new(struct async__loop *loop, struct async__cell *future, size_t size, size_t align,
                             double seconds)
{
    size_t rest_at = async__round_up(ASYNC__RESULT_OFFSET(align) + size, _Alignof(struct rest));
    size_t whole = async__round_up(rest_at + sizeof(struct rest), align);
    struct async_frame *frame = async__frame_new_sized(&wait_for_function, whole);
    if (!frame) {
        return NULL;
    }
    frame->reserved = (uint32_t)rest_at;
    struct rest *rest = rest_of(frame);
    *rest = (struct rest){.operation.type = &wait_for_type,
                          .frame = frame,
                          .loop = loop,
                          .waiter = async__waiter_new(loop, future),
                          .seconds = seconds,
                          .size = size,
                          .align = align};
    if (!rest->waiter) {
        async_frame_free(frame);
        async_raise(NULL, ENOMEM, "out of memory");
        return NULL;
    }
    rest->waiter->kind = WAITS_OPERATION;
    rest->waiter->as.operation = &rest->operation;
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
    struct async__loop *loop;
    struct async__cell *future = async__take_use(f, &loop);
    struct rest *rest = future ? rest_new(loop, future, size, align, seconds) : NULL;
    if (!rest) {
        if (future) {
            async__unuse(future);
        }
        return ASYNC_FAILED;
    }
    async__unreference(loop, future); /* the waiter has one of its own */
    if (storage) {
        return async_start_later(rest->frame, ASYNC__STATE_TAKEN);
    }
    struct async_frame *frame = rest->frame;
    async_status status = begin(rest);
    if (status == ASYNC_DONE && size) {
        memcpy(result, (char *)frame + ASYNC__RESULT_OFFSET(align), size);
    }
    if (status != ASYNC_PENDING) {
        async_frame_free(frame);
    }
    return status;
}
