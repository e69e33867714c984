/* shield.c - async_shield: a future that ends as another does, but dies alone.
 *
 * The waiter at the inner future has the references to both, so each lives until the inner one is done. */
#include "internal.h"

#include <errno.h>

/* Moves or copies the value of `inner`; false where there is no memory for that. */
static bool copy_value(struct async__cell *inner, struct async__cell *outer)
{
    async_status status;
    if (!inner->is_kept) {
        memcpy(outer->as.small, inner->as.small, sizeof outer->as.small);
        inner->is_retrieved = true;
        return true;
    }
    struct async_frame *frame = async__value_frame(inner, inner->references == 1, &status);
    if (status == ASYNC_DONE && frame && outer->is_wide) {
        outer->as.kept = frame;
        outer->is_kept = true;
    } else if (frame) {
        memcpy(outer->as.small, frame + 1, sizeof outer->as.small);
        async_frame_free(frame);
    }
    return status == ASYNC_DONE;
}

static enum async__state copy_end(struct async__cell *inner, struct async__cell *outer)
{
    if (inner->state == DONE_VALUE) {
        if (copy_value(inner, outer)) {
            return DONE_VALUE;
        }
        async_raise(NULL, ENOMEM, "out of memory");
    } else {
        async__error_raise(inner);
    }
    return async__error_set(outer, &async_self.error);
}

void async__shield_fired(struct async__loop *loop, struct async__cell *waiter)
{
    struct async__cell *inner = waiter->more.future, *outer = waiter->as.outer;
    if (!async__is_done(outer)) {
        async__settle(loop, outer, copy_end(inner, outer));
    }
    async__unreference(loop, outer);
    async__waiter_drop(loop, waiter);
}

static struct async__cell *outer_of(struct async__loop *loop, struct async__cell *inner)
{
    struct async__cell *outer = async__cell_new(loop), *waiter = outer ? async__waiter_new(loop, inner) : NULL;
    if (!outer) {
        return NULL;
    }
    if (!waiter) {
        async__cell_free(loop, outer);
        return NULL;
    }
    waiter->kind = WAITS_SHIELD;
    waiter->as.outer = outer;
    if (!async__chain(loop, inner, waiter)) {
        async__waiter_drop(loop, waiter);
        async__cell_free(loop, outer);
        return NULL;
    }
    outer->state = FUTURE_PENDING;
    outer->has_value = inner->has_value;
    outer->is_wide = inner->is_wide;
    outer->uses = 1;
    outer->references = 2; /* of the program, and of the waiter */
    return outer;
}

async_any async__shield(async_any f)
{
    struct async__loop *loop;
    int error;
    struct async__cell *inner = async__future_find(f, &loop, &error), *outer;
    if (!inner) {
        return async__failed_handle(-error);
    }
    if (async__is_used_up(inner)) {
        return async__failed_handle(EINVAL);
    }
    if (async__is_done(inner)) {
        return f;
    }
    outer = outer_of(loop, inner);
    if (!outer) {
        return async__failed_handle(ENOMEM);
    }
    async__take_one(inner); /* the waiter has a reference of its own */
    async__unreference(loop, inner);
    return async__cell_handle(outer);
}
