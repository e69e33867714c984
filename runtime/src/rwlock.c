/* rwlock.c - a lock for many readers or one writer, first come, first served. */
#include "park.h"

#include <errno.h>

enum { READS, WRITES };

/* Whether it could be held in that way besides those who hold it. */
static bool is_free_for(const async_rwlock *lock, unsigned kind)
{
    return !lock->is_written && (kind == READS || !lock->readers);
}

static void hold(async_rwlock *lock, unsigned kind)
{
    if (kind == READS) {
        lock->readers++;
    } else {
        lock->is_written = true;
    }
}

static void update(struct async__waiters *waiters)
{
    async_rwlock *lock = (async_rwlock *)waiters;
    struct async__cell *first;
    while ((first = async__waiters_first(waiters)) && is_free_for(lock, first->kind)) {
        hold(lock, first->kind);
        async__unpark(first);
    }
}

static void give_back(async_rwlock *lock)
{
    if (lock->is_written) {
        lock->is_written = false;
    } else {
        lock->readers--;
    }
    update(&lock->waiters);
}

static void taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    if (given_back) {
        give_back((async_rwlock *)waiters);
    }
}

static const struct async__waiters_type rwlock_type = {
    .name = "a read-write lock", .blocks = true, .update = update, .taken = taken};

void async_rwlock_init(async_rwlock *lock)
{
    *lock = (async_rwlock){.readers = 0};
}

static async_status begin(async_rwlock *lock, unsigned kind)
{
    if (is_free_for(lock, kind) && !async__waiters_first(&lock->waiters)) {
        hold(lock, kind);
        return ASYNC_DONE;
    }
    return async__park(&lock->waiters, &rwlock_type, kind);
}

static async_status begin_to_read(void *lock)
{
    return begin(lock, READS);
}

static async_status begin_to_write(void *lock)
{
    return begin(lock, WRITES);
}

async_status async_rwlock_acquire_read__async(struct async_frame *storage, async_rwlock *lock)
{
    return async__park_caller(storage, begin_to_read, lock);
}

async_status async_rwlock_acquire_write__async(struct async_frame *storage, async_rwlock *lock)
{
    return async__park_caller(storage, begin_to_write, lock);
}

int async_rwlock_release(async_rwlock *lock)
{
    if (!lock->is_written && !lock->readers) {
        return -EPERM;
    }
    give_back(lock);
    return 0;
}

int async_rwlock_destroy(async_rwlock *lock)
{
    return lock->is_written || lock->readers || lock->waiters.first ? -EBUSY : 0;
}
