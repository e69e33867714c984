/* take.h - AWAIT of an item that is to be taken out of something: of a queue, of a channel. A task that waits for one
 * is parked, and looks again when it has been woken: another may have been there before. */
#ifndef ASYNC_TAKE_H
#define ASYNC_TAKE_H

#include "park.h"

#include <errno.h>

struct async__source {
    const struct async__waiters_type *type;
    size_t waiters; /* where in `object` those are that wait for an item */
    /* Takes one out into *item: 0; −EAGAIN: there is none yet; or another negative errno value. */
    int (*take)(void *object, void *item);
    /* Raises what take() gave. */
    async_status (*refuse)(void *object, int error);
};

/* Waits for an item of that shape, as there is none; with `storage`, begins later. */
async_status async__take_later(struct async_frame *storage, size_t size, size_t align,
                               const struct async__source *source, void *object);

/* Takes an item of that shape out of `object`: into *result, or into a frame that waits for it, or with `storage`
 * begins later. */
static inline async_status async__start_take(struct async_frame *storage, void *result, size_t size, size_t align,
                                             const struct async__source *source, void *object)
{
    int error = storage ? -EAGAIN : source->take(object, result);
    if (error == -EAGAIN) {
        return async__take_later(storage, size, align, source, object);
    }
    return error ? source->refuse(object, error) : ASYNC_DONE;
}

#endif
