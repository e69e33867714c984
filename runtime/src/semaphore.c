/* semaphore.c - permits that are handed on, bounded or not. */
#include "park.h"

#include <errno.h>

static void update(struct async__waiters *waiters)
{
    async_semaphore *semaphore = (async_semaphore *)waiters;
    struct async__cell *first;
    while (semaphore->value && (first = async__waiters_first(waiters))) {
        semaphore->value--;
        async__unpark(first);
    }
}

static void taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    if (given_back) {
        ((async_semaphore *)waiters)->value++;
        update(waiters);
    }
}

static const struct async__waiters_type semaphore_type = {.name = "a semaphore", .update = update, .taken = taken};

void async_semaphore_init(async_semaphore *semaphore, size_t value)
{
    *semaphore = (async_semaphore){.value = value};
}

static async_status begin(void *object)
{
    async_semaphore *semaphore = object;
    if (!async_semaphore_locked(semaphore)) {
        semaphore->value--;
        return ASYNC_DONE;
    }
    return async__park(&semaphore->waiters, &semaphore_type, 0);
}

async_status async_semaphore_acquire__async(struct async_frame *storage, async_semaphore *semaphore)
{
    return async__park_caller(storage, begin, semaphore);
}

int async_semaphore_release(async_semaphore *semaphore)
{
    if (semaphore->value == SIZE_MAX) {
        return -EOVERFLOW;
    }
    semaphore->value++;
    update(&semaphore->waiters);
    return 0;
}

int async_semaphore_locked(const async_semaphore *semaphore)
{
    return !semaphore->value || async__waiters_first(&semaphore->waiters);
}

int async_semaphore_destroy(async_semaphore *semaphore)
{
    return semaphore->waiters.first ? -EBUSY : 0;
}

/* ---- bounded ----------------------------------------------------------------------------------------------------- */

void async_bounded_semaphore_init(async_bounded_semaphore *semaphore, size_t value)
{
    *semaphore = (async_bounded_semaphore){.bound = value};
    async_semaphore_init(&semaphore->semaphore, value);
}

async_status async_bounded_semaphore_acquire__async(struct async_frame *storage, async_bounded_semaphore *semaphore)
{
    return async_semaphore_acquire__async(storage, &semaphore->semaphore);
}

int async_bounded_semaphore_release(async_bounded_semaphore *semaphore)
{
    return semaphore->semaphore.value >= semaphore->bound ? -EOVERFLOW : async_semaphore_release(&semaphore->semaphore);
}

int async_bounded_semaphore_locked(const async_bounded_semaphore *semaphore)
{
    return async_semaphore_locked(&semaphore->semaphore);
}

int async_bounded_semaphore_destroy(async_bounded_semaphore *semaphore)
{
    return async_semaphore_destroy(&semaphore->semaphore);
}
