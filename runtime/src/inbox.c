/* inbox.c - what other threads schedule: async_call_soon_threadsafe(). Everything here is under the mutex of the inbox,
 * which lives as long as the process; so threads may race with the end of a loop. */
#include "internal.h"

#include <errno.h>

enum { SLOTS_FIRST = 16 };

struct async__remote {
    void (*callback)(void *arg); /* NULL: it was taken back */
    void *arg;
    struct async__locals *locals;
    uint32_t next;       /* index + 1 */
    uint32_t generation; /* of the handle that is out */
};

/* ---- slots ------------------------------------------------------------------------------------------------------- */

static bool grow(struct async__loop *loop)
{
    uint32_t old = loop->inbox.capacity, capacity = old ? 2 * old : SLOTS_FIRST;
    struct async__remote *slots = async__reallocate(loop->inbox.slots, old * sizeof *slots, capacity * sizeof *slots);
    if (!slots) {
        return false;
    }
    loop->inbox.slots = slots;
    loop->inbox.capacity = capacity;
    return true;
}

/* Index + 1 of a slot, 0 where there is no memory. */
static uint32_t new_slot(struct async__loop *loop)
{
    uint32_t at = loop->inbox.free;
    if (at) {
        loop->inbox.free = loop->inbox.slots[at - 1].next;
        return at;
    }
    if (loop->inbox.count == SLOTS || (loop->inbox.count == loop->inbox.capacity && !grow(loop))) {
        return 0;
    }
    loop->inbox.slots[loop->inbox.count] = (struct async__remote){.generation = 1};
    return ++loop->inbox.count;
}

/* A slot whose generations are used up stays as it is. */
static void free_slot(struct async__loop *loop, uint32_t at)
{
    struct async__remote *slot = &loop->inbox.slots[at - 1];
    slot->callback = NULL;
    async__locals_release(slot->locals);
    slot->locals = NULL;
    if (slot->generation < GENERATION_LARGEST) {
        slot->generation++;
        slot->next = loop->inbox.free;
        loop->inbox.free = at;
    }
}

static uint64_t put(struct async__loop *loop, void (*callback)(void *), void *arg)
{
    uint32_t at = new_slot(loop);
    if (!at) {
        return 0;
    }
    struct async__remote *slot = &loop->inbox.slots[at - 1];
    slot->callback = callback;
    slot->arg = arg;
    slot->locals = async__locals_inherit();
    slot->next = 0;
    if (loop->inbox.last) {
        loop->inbox.slots[loop->inbox.last - 1].next = at;
    } else {
        loop->inbox.first = at;
    }
    loop->inbox.last = at;
    return async__remote_id(loop->id, at - 1, slot->generation);
}

/* The loop cannot be woken: what was put in last does not run. */
static void take_back(struct async__loop *loop)
{
    loop->inbox.slots[loop->inbox.last - 1].callback = NULL;
}

/* ---- the loop's side --------------------------------------------------------------------------------------------- */

/* One of them has its turn in the ready queue; `arg` is its index + 1. Until then it could be taken back. */
static void run_slot(void *arg)
{
    struct async__loop *loop = async__thread.running;
    uint32_t at = (uint32_t)(uintptr_t)arg;
    pthread_mutex_lock(&loop->inbox.mutex);
    struct async__remote remote = loop->inbox.slots[at - 1];
    loop->inbox.slots[at - 1].locals = NULL;
    free_slot(loop, at);
    pthread_mutex_unlock(&loop->inbox.mutex);
    if (remote.callback) {
        async__locals_call(remote.locals, remote.callback, remote.arg);
    } else {
        async__locals_release(remote.locals);
    }
}

void async__inbox_collect(struct async__loop *loop)
{
    pthread_mutex_lock(&loop->inbox.mutex);
    loop->inbox.has_work = false; /* first: a signal may set it any time */
    while (loop->inbox.first) {
        uint32_t at = loop->inbox.first;
        if (!async__callback_soon(loop, run_slot, (void *)(uintptr_t)at)) {
            loop->inbox.has_work = true; /* until there is memory */
            break;
        }
        loop->inbox.first = loop->inbox.slots[at - 1].next;
    }
    if (!loop->inbox.first) {
        loop->inbox.last = 0;
    }
    pthread_mutex_unlock(&loop->inbox.mutex);
}

void async__inbox_close(struct async__loop *loop)
{
    pthread_mutex_lock(&loop->inbox.mutex);
    loop->inbox.free = loop->inbox.first = loop->inbox.last = 0;
    for (uint32_t at = loop->inbox.count; at > 0; at--) {
        free_slot(loop, at);
    }
    loop->inbox.has_work = loop->inbox.is_asleep = false;
    if (loop->driver->close) {
        loop->driver->close(loop); /* here: nobody wakes it meanwhile, and nobody has claimed the loop anew */
    }
    async__loop_unclaim(loop);
    pthread_mutex_unlock(&loop->inbox.mutex);
}

/* ---- the other threads' side ------------------------------------------------------------------------------------- */

/* On the loop's own thread, it is one callback among others. */
static bool is_own(struct async__loop *loop)
{
    return atomic_load(&loop->runner) == &async__thread;
}

async_handle async_call_soon_threadsafe(async_loop *handle, void (*fn)(void *arg), void *arg)
{
    int error = 0;
    uint64_t id = 0;
    struct async__loop *loop = async__loop_anywhere(handle, &error);
    if (loop && is_own(loop)) {
        return async_call_soon(handle, fn, arg);
    }
    if (loop) {
        pthread_mutex_lock(&loop->inbox.mutex);
        if (loop->generation != async__loop_generation(handle)) {
            error = -ESHUTDOWN;
        } else if (!(id = put(loop, fn, arg))) {
            error = -ENOMEM;
        } else if (!atomic_exchange_explicit(&loop->inbox.has_work, true, memory_order_release) ||
                   loop->inbox.is_asleep) {
            error = loop->driver->wake(loop);
            loop->inbox.is_asleep = error;
            if (error) {
                take_back(loop);
            }
        }
        pthread_mutex_unlock(&loop->inbox.mutex);
    }
    if (error) {
        async__report_new(NULL, NULL, NULL, -error, "a callback was not scheduled from another thread");
        id = 0;
    }
    return (async_handle){id};
}

int async__inbox_cancel(uint64_t id)
{
    struct async__loop *loop = async__loops[async__remote_loop(id)];
    uint32_t index = async__remote_slot(id);
    int cancelled = 0;
    if (!loop) {
        return 0;
    }
    pthread_mutex_lock(&loop->inbox.mutex);
    if (index < loop->inbox.count) {
        struct async__remote *slot = &loop->inbox.slots[index];
        if (slot->callback && slot->generation == (id & GENERATION_LARGEST)) {
            slot->callback = NULL;
            cancelled = 1;
        }
    }
    pthread_mutex_unlock(&loop->inbox.mutex);
    return cancelled;
}
