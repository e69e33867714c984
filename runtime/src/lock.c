/* lock.c - a lock that is handed on: whoever waits first has it as soon as it is released, though it runs later. */
#include "park.h"

#include <errno.h>

enum { FREE, GRANTED, HELD }; /* lock->state; granted: to a task that has not had its turn */

static void update(struct async__waiters *waiters)
{
    async_lock *lock = (async_lock *)waiters;
    struct async__cell *first = lock->state == FREE ? async__waiters_first(waiters) : NULL;
    if (first) {
        lock->state = GRANTED;
        async__unpark(first);
    }
}

static void taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    async_lock *lock = (async_lock *)waiters;
    (void)kind;
    lock->state = given_back ? FREE : HELD;
    update(waiters);
}

static const struct async__waiters_type lock_type = {.name = "a lock", .update = update, .taken = taken};

void async_lock_init(async_lock *lock)
{
    *lock = (async_lock){.state = FREE};
}

/* At once, where nobody would be overtaken. */
static bool try_hold(async_lock *lock)
{
    bool is_free = lock->state == FREE && !async__waiters_first(&lock->waiters);
    if (is_free) {
        lock->state = HELD;
    }
    return is_free;
}

static async_status begin(void *object)
{
    async_lock *lock = object;
    if (try_hold(lock)) {
        return ASYNC_DONE;
    }
    return async__park(&lock->waiters, &lock_type, 0);
}

async_status async_lock_acquire__async(struct async_frame *storage, async_lock *lock)
{
    return async__park_caller(storage, begin, lock);
}

async_status async__lock_firmly(async_lock *lock, struct async__cell **cell)
{
    if (try_hold(lock)) {
        return ASYNC_DONE;
    }
    async_status status = async__park_cell(&lock->waiters, &lock_type, PARKED_FIRMLY, *cell);
    if (status == ASYNC_PENDING) {
        *cell = NULL;
    }
    return status;
}

int async_lock_release(async_lock *lock)
{
    if (lock->state != HELD) {
        return -EPERM;
    }
    lock->state = FREE;
    update(&lock->waiters);
    return 0;
}

int async_lock_locked(const async_lock *lock)
{
    return lock->state == HELD;
}

int async_lock_destroy(async_lock *lock)
{
    return lock->state != FREE || lock->waiters.first ? -EBUSY : 0;
}
