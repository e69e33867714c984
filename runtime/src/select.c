/* select.c - AWAIT(async_select(cases, n)): the first of several, and the end of the others. */
#include "many.h"

#include <errno.h>
#include <math.h>

enum { NONE = UINT32_MAX };

struct select_frame {
    struct async_frame head;
    size_t result;
    struct async__many many;
    async_case *cases;
    uint32_t first; /* to end, or NONE */
    uintptr_t entries[];
};

static struct select_frame *frame_of(struct async__operation *operation)
{
    return (struct select_frame *)((char *)operation - offsetof(struct select_frame, many));
}

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    struct select_frame *frame = frame_of(operation);
    if (frame->first == NONE) {
        frame->first = waiter->index;
        if (!frame->many.was_cancelled) { /* they clean up already */
            async__many_cancel(&frame->many, NULL);
        }
    }
    if (!--frame->many.pending) {
        async__operation_wake(operation);
    }
}

/* Cancelled, it passes that on whether one has ended before or not: those that have not are cancelled once more. */
static const struct async__operation_type select_type = {fired, async__many_pass_on, "async_select",
                                                         ASYNC__MANY_WAITERS};

/* ---- its end ----------------------------------------------------------------------------------------------------- */

/* How a future has ended; one that has not is about to be cancelled. */
static void give(async_case *to, struct async__cell *future)
{
    to->code = future->state == DONE_VALUE ? 0 : async__is_done(future) ? future->as.code : ECANCELED;
    if (!to->code && to->result) {
        future->is_retrieved = true;
        if (future->has_value) {
            memcpy(to->result, async__value(future, to->align), to->size);
        }
    }
}

static async_status finish(struct select_frame *frame)
{
    struct async__many *many = &frame->many;
    for (size_t i = 0; i < many->count; i++) {
        give(&frame->cases[i], async__many_future(many, i));
    }
    if (many->was_cancelled) {
        async__cancelled_raise(async_self.root);
        return async__many_fail(many);
    }
    if (frame->cases[frame->first].code) {
        async__error_raise(async__many_future(many, frame->first));
        return async__many_fail(many);
    }
    frame->result = frame->first;
    async__many_drop(many);
    return ASYNC_DONE;
}

/* ---- its start, and what comes between --------------------------------------------------------------------------- */

static async_status resume(struct async_frame *head)
{
    struct select_frame *frame = (struct select_frame *)head;
    struct async__many *many = &frame->many;
    bool is_cancelled = async_self.status == ASYNC_FAILED, has_begun = head->state == 1;
    if (!is_cancelled && !has_begun) {
        return async__many_begin(many, head, INFINITY);
    }
    if (is_cancelled && !has_begun) {
        async__many_cancel(many, async_self.error.message);
    }
    many->was_cancelled |= is_cancelled;
    bool waits = has_begun && many->pending && !many->loop->is_closing;
    return waits ? async__operate(&many->operation, head, 1) : finish(frame);
}

static const struct async_function select_function = {.resume = resume};

async_status async_select__async(struct async_frame *storage, size_t *result, async_case *cases, size_t n)
{
    (void)result; /* it always suspends, or fails */
    if (!n || n >= NONE) {
        return async_raise(NULL, EINVAL, "async_select: %s", n ? "too many cases" : "no cases");
    }
    struct select_frame *frame = (struct select_frame *)async__many_frame_new(&select_function, sizeof *frame, n);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->many = (struct async__many){.operation.type = &select_type, .count = n, .entries = frame->entries};
    frame->cases = cases;
    frame->first = NONE;
    for (size_t i = 0; i < n; i++) {
        frame->entries[i] = (uintptr_t)cases[i].future;
    }
    return async__many_start(storage, &frame->head, &frame->many, frame->entries, true, INFINITY);
}
