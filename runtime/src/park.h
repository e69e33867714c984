/* park.h - tasks that wait in a list until they are granted what they wait for: a lock, an event, an item.
 *
 * Who comes first is woken first. What a task is granted is its own from then on: it is in the ready queue, and nobody
 * else can have it meanwhile. Where the task is cancelled before its turn, it gives back what it was granted.
 *
 * A task that is cancelled while it is parked stays in the list until ECANCELED is raised in it, as the cancellation
 * may be taken back; so long it is passed over. */
#ifndef ASYNC_PARK_H
#define ASYNC_PARK_H

#include "internal.h"

#include <asyncc/sync.h>

struct async__waiters_type {
    const char *name; /* of what is waited for, for people */
    bool blocks;      /* one that waits may stand in the way of others */
    /* Something changed: wakes those who can have what they wait for. */
    void (*update)(struct async__waiters *waiters);
    /* It is the turn of a task that was woken, parked as `kind`; or, `given_back`, it will not take what it was
     * granted. NULL: nothing to do. */
    void (*taken)(struct async__waiters *waiters, unsigned kind, bool given_back);
};

/* In the kind of a waiter: a cancellation does not wake it, and is left to its task once it has what it waits for. */
enum { PARKED_FIRMLY = 128 };

/* The running task waits in the list: ASYNC_PENDING, its caller suspends. Or raises why it cannot. */
async_status async__park(struct async__waiters *waiters, const struct async__waiters_type *type, unsigned kind);
/* The same with a cell that the caller has, which is taken where the status is ASYNC_PENDING. */
async_status async__park_cell(struct async__waiters *waiters, const struct async__waiters_type *type, unsigned kind,
                              struct async__cell *cell);
/* The first that may be woken, or NULL. */
struct async__cell *async__waiters_first(const struct async__waiters *waiters);
/* Its task is granted what it waits for. */
void async__unpark(struct async__cell *waiter);
/* Wakes the first of them, and gives how many. */
size_t async__unpark_some(struct async__waiters *waiters, size_t most);

/* An operation without a frame of its own: `begin` gives ASYNC_DONE, or parks. */
async_status async__park_later(async_status (*begin)(void *object), void *object);
static inline async_status async__park_caller(struct async_frame *storage, async_status (*begin)(void *object),
                                              void *object)
{
    if (ASYNC__UNLIKELY(storage)) {
        return async__park_later(begin, object);
    }
    async_status status = begin(object);
    return status == ASYNC_PENDING ? async_suspend_caller() : status;
}

/* lock.c: acquires a lock, or parks firmly in *cell, which is NULL then. */
async_status async__lock_firmly(async_lock *lock, struct async__cell **cell);

#endif
