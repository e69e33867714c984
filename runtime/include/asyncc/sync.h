/* asyncc/sync.h - what tasks of one loop use to keep out of each other's way: locks, events, conditions, semaphores,
 * barriers, read-write locks.
 *
 * Plain structs, of which the program has the memory. Each is ready for use after its _init; one that is all zeros is
 * an async_lock, async_event or async_rwlock, too. _destroy gives −EBUSY, and does nothing, while a task waits (or a
 * lock is held); it frees nothing, and may be left out.
 *
 * Who waits first is served first, and nobody overtakes. A task that is cancelled while it waits raises ECANCELED and
 * has not acquired anything; what it was granted just then goes to the next. The functions that are not ASYNC may be
 * called from callbacks, too; all of them on the thread of the loop. EXDEV is raised where tasks of another loop wait.
 *
 * The semantics are those of asyncio.Lock, Event, Condition, Semaphore, BoundedSemaphore and Barrier. */
#ifndef ASYNCC_SYNC_H
#define ASYNCC_SYNC_H

#include <asyncc/task.h>

#ifdef __cplusplus
extern "C" {
#endif

struct async__cell;

/* Who waits. Private, like all members below. */
struct async__waiters {
    struct async__cell *first;
    const struct async__waiters_type *type;
};

/* ---- lock -------------------------------------------------------------------------------------------------------- */

/* One task at a time holds it. All zeros: nobody does. */
typedef struct async_lock {
    struct async__waiters waiters;
    unsigned char state;
} async_lock;

/* Nobody holds it. */
void async_lock_init(async_lock *lock);
#ifndef __cplusplus
/* Waits until nobody holds the lock, and holds it. It is not recursive: who holds it and acquires it waits for ever. */
ASYNC_ASYNC ASYNC__LEAF void async_lock_acquire(async_lock *lock);
#endif
/* Any task may release it. The first that waits holds it next. −EPERM where nobody holds it. */
int async_lock_release(async_lock *lock);
/* Whether a task holds it. */
int async_lock_locked(const async_lock *lock);
/* 0, or −EBUSY while a task waits or holds it. */
int async_lock_destroy(async_lock *lock);

/* ---- event ------------------------------------------------------------------------------------------------------- */

/* Tasks wait until it is set. All zeros: it is not. */
typedef struct async_event {
    struct async__waiters waiters;
    unsigned char is_set;
} async_event;

/* It is not set. */
void async_event_init(async_event *event);
/* Wakes all that wait, also where it is cleared before their turn. */
void async_event_set(async_event *event);
/* From now on, who waits for it waits until it is set again. */
void async_event_clear(async_event *event);
/* Whether it is set. */
int async_event_is_set(const async_event *event);
#ifndef __cplusplus
/* Waits until it is set. */
ASYNC_ASYNC ASYNC__LEAF void async_event_wait(async_event *event);
#endif
/* 0, or −EBUSY while a task waits. */
int async_event_destroy(async_event *event);

/* ---- condition --------------------------------------------------------------------------------------------------- */

/* Tasks that hold a lock wait until another, which holds it, says that something has changed. */
typedef struct async_condition {
    struct async__waiters waiters;
    async_lock *lock;
} async_condition;

/* The lock is borrowed; several conditions may share one. */
void async_condition_init(async_condition *condition, async_lock *lock);
#ifndef __cplusplus
/* Releases the lock, waits to be notified, and acquires the lock again, which it holds at the end in any case: after a
 * cancellation, too. Raises EPERM where the lock is not held. What the task waited for may be gone again by then: wait
 * in a loop. */
ASYNC_ASYNC void async_condition_wait(async_condition *condition);
#endif
/* Wakes the first n that wait, or all. −EPERM where the lock is not held. */
int async_condition_notify(async_condition *condition, size_t n);
int async_condition_notify_all(async_condition *condition);
/* 0, or −EBUSY while a task waits. */
int async_condition_destroy(async_condition *condition);

/* ---- semaphore --------------------------------------------------------------------------------------------------- */

/* A number of permits. */
typedef struct async_semaphore {
    struct async__waiters waiters;
    size_t value;
} async_semaphore;

/* `value` permits are free. */
void async_semaphore_init(async_semaphore *semaphore, size_t value);
#ifndef __cplusplus
/* Waits for a permit, and takes it. */
ASYNC_ASYNC ASYNC__LEAF void async_semaphore_acquire(async_semaphore *semaphore);
#endif
/* Gives one back, or adds one. −EOVERFLOW where they cannot be counted any more. */
int async_semaphore_release(async_semaphore *semaphore);
/* Whether an acquire would have to wait. */
int async_semaphore_locked(const async_semaphore *semaphore);
/* 0, or −EBUSY while a task waits. */
int async_semaphore_destroy(async_semaphore *semaphore);

/* One that never has more permits than it had at first. */
typedef struct async_bounded_semaphore {
    async_semaphore semaphore;
    size_t bound;
} async_bounded_semaphore;

/* All its permits, `value`, are free. */
void async_bounded_semaphore_init(async_bounded_semaphore *semaphore, size_t value);
#ifndef __cplusplus
/* As async_semaphore_acquire(). */
ASYNC_ASYNC ASYNC__LEAF void async_bounded_semaphore_acquire(async_bounded_semaphore *semaphore);
#endif
/* −EOVERFLOW where all permits are free. */
int async_bounded_semaphore_release(async_bounded_semaphore *semaphore);
/* As async_semaphore_locked(). */
int async_bounded_semaphore_locked(const async_bounded_semaphore *semaphore);
/* 0, or −EBUSY while a task waits. */
int async_bounded_semaphore_destroy(async_bounded_semaphore *semaphore);

/* ---- barrier ----------------------------------------------------------------------------------------------------- */

/* Tasks wait until as many as it is for wait there. */
typedef struct async_barrier {
    struct async__waiters waiters, newcomers;
    size_t parties, count, admitted;
    unsigned char state;
} async_barrier;

/* For so many tasks, 1 at least (0 counts as 1). */
void async_barrier_init(async_barrier *barrier, size_t parties);
#ifndef __cplusplus
/* Waits until that many tasks wait here. Is the number of those that came before, so that one task may do something for
 * all. Who comes while others are still leaving waits until they have left, and gets in before those of them that come
 * again. Raises ENOTRECOVERABLE where the barrier is broken, or reset while the task waits. */
ASYNC_ASYNC size_t async_barrier_wait(async_barrier *barrier);
#endif
/* Makes it as new. ENOTRECOVERABLE is raised in those that wait. */
void async_barrier_reset(async_barrier *barrier);
/* Breaks it: ENOTRECOVERABLE is raised in those that wait, and in those that come, until it is reset. */
void async_barrier_abort(async_barrier *barrier);
/* Whether it is broken. */
int async_barrier_broken(const async_barrier *barrier);
/* How many wait now. */
size_t async_barrier_n_waiting(const async_barrier *barrier);
/* 0, or −EBUSY while a task waits. */
int async_barrier_destroy(async_barrier *barrier);

/* ---- read-write lock --------------------------------------------------------------------------------------------- */

/* Many tasks hold it to read, or one to write. All zeros: nobody does. */
typedef struct async_rwlock {
    struct async__waiters waiters;
    size_t readers;
    unsigned char is_written;
} async_rwlock;

/* Nobody holds it. */
void async_rwlock_init(async_rwlock *lock);
#ifndef __cplusplus
/* Holds it together with other readers; who comes after a writer that waits, waits for that. */
ASYNC_ASYNC ASYNC__LEAF void async_rwlock_acquire_read(async_rwlock *lock);
/* Holds it alone. */
ASYNC_ASYNC ASYNC__LEAF void async_rwlock_acquire_write(async_rwlock *lock);
#endif
/* Ends either. −EPERM where nobody holds it. */
int async_rwlock_release(async_rwlock *lock);
/* 0, or −EBUSY while a task waits or holds it. */
int async_rwlock_destroy(async_rwlock *lock);

/* ---- what asyncc makes of them ----------------------------------------------------------------------------------- */

async_status async_lock_acquire__async(struct async_frame *storage, async_lock *lock);
async_status async_event_wait__async(struct async_frame *storage, async_event *event);
async_status async_condition_wait__async(struct async_frame *storage, async_condition *condition);
async_status async_semaphore_acquire__async(struct async_frame *storage, async_semaphore *semaphore);
async_status async_bounded_semaphore_acquire__async(struct async_frame *storage, async_bounded_semaphore *semaphore);
async_status async_barrier_wait__async(struct async_frame *storage, size_t *result, async_barrier *barrier);
async_status async_rwlock_acquire_read__async(struct async_frame *storage, async_rwlock *lock);
async_status async_rwlock_acquire_write__async(struct async_frame *storage, async_rwlock *lock);

#ifdef __cplusplus
}
#endif
#endif
