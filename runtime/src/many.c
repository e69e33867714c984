/* many.c - see many.h. Handles are copied out of the program's array by memcpy: they have its type, FUTURE(T). */
#include "many.h"

#include <errno.h>

/* Finds the futures; while that goes on, entries are tagged futures, and those that were seen are marked. */
static int find_all(struct async__many *many, const void *handles, struct async__loop *loop, bool consume,
                    size_t *found)
{
    for (*found = 0; *found < many->count; (*found)++) {
        async_any handle;
        int error;
        struct async__loop *owner;
        memcpy(&handle, (const char *)handles + *found * sizeof handle, sizeof handle);
        struct async__cell *future = async__future_find(handle, &owner, &error);
        if (!future) {
            return error;
        }
        if (owner && owner != loop) {
            return -EXDEV;
        }
        if (future == async_self.root) {
            return -EDEADLK;
        }
        if (consume && !future->is_marked && async__is_used_up(future)) {
            return -EINVAL;
        }
        many->entries[*found] = (uintptr_t)future | future->is_marked;
        future->is_marked = true;
    }
    return 0;
}

/* The first `count` entries are tagged where they repeat one before, so that a waiter is made for each of the others.
 */
static void unmark(struct async__many *many, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ((struct async__cell *)(many->entries[i] & ~(uintptr_t)1))->is_marked = false;
    }
}

static void drop_waiters(struct async__loop *loop, struct async__many *many, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!async__many_is_repeated(many, i)) {
            async__waiter_drop(loop, (struct async__cell *)many->entries[i]);
        }
    }
}

static bool make_waiters(struct async__loop *loop, struct async__many *many, struct async__operation *operation)
{
    for (size_t i = 0; i < many->count; i++) {
        if (async__many_is_repeated(many, i)) {
            continue;
        }
        struct async__cell *waiter = async__waiter_new(loop, (struct async__cell *)many->entries[i]);
        if (!waiter) {
            drop_waiters(loop, many, i);
            return false;
        }
        waiter->kind = WAITS_OPERATION;
        waiter->as.operation = operation;
        many->entries[i] = (uintptr_t)waiter;
    }
    return true;
}

struct async_frame *async__many_frame_new(const struct async_function *function, size_t size, size_t n)
{
    if (n > (SIZE_MAX - size) / sizeof(uintptr_t)) {
        async_raise(NULL, ENOMEM, "out of memory");
        return NULL;
    }
    return async__frame_new_sized(function, size + n * sizeof(uintptr_t));
}

int async__many_take(struct async__many *many, const void *handles, struct async__operation *operation, bool consume,
                     struct async__loop **loop)
{
    int error = 0;
    size_t found;
    *loop = async__loop_current(&error);
    if (!*loop) {
        return error;
    }
    error = find_all(many, handles, *loop, consume, &found);
    unmark(many, found);
    if (error) {
        return error;
    }
    if (!make_waiters(*loop, many, operation)) {
        return -ENOMEM;
    }
    for (size_t i = 0; consume && i < many->count; i++) {
        if (!async__many_is_repeated(many, i)) {
            struct async__cell *future = async__many_future(many, i);
            async__take_one(future);
            future->references--; /* the waiter has one of its own */
        }
    }
    return 0;
}

size_t async__many_different(const struct async__many *many)
{
    size_t count = 0;
    for (size_t i = 0; i < many->count; i++) {
        count += !async__many_is_repeated(many, i);
    }
    return count;
}

bool async__many_chain(struct async__loop *loop, struct async__many *many)
{
    for (size_t i = 0; i < many->count; i++) {
        if (!async__many_is_repeated(many, i) &&
            !async__chain(loop, async__many_future(many, i), (struct async__cell *)many->entries[i])) {
            return false;
        }
    }
    return true;
}

struct async__cell *async__many_pending(const struct async__many *many, size_t *at)
{
    while (*at < many->count) {
        size_t i = (*at)++;
        struct async__cell *future = async__many_future(many, i);
        if (!async__many_is_repeated(many, i) && !async__is_done(future)) {
            return future;
        }
    }
    return NULL;
}

void async__many_drop(struct async__loop *loop, struct async__many *many)
{
    drop_waiters(loop, many, many->count);
    many->count = 0;
}
