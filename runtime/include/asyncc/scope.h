/* asyncc/scope.h - blocks that may suspend where they end: with a time limit, with tasks that do not outlive them, with
 * a lock held.
 *
 *     AWAIT_TIMEOUT(t, 2.5) { ... }        raises ETIMEDOUT where the block takes longer. asyncio: timeout
 *     AWAIT_TIMEOUT_AT(t, when) { ... }    the same at a time of the loop. asyncio: timeout_at
 *     AWAIT_GROUP(g) { ... }               ends when the tasks of SPAWN_INTO(g, f(x)) have ended. asyncio: TaskGroup
 *     AWAIT_ALL(a = f(x), b = g(y));       awaits the calls at the same time. asyncio: a, b = await gather(f(x), g(y))
 *     AWAIT_LOCK(&lock) { ... }            holds it. asyncio: async with lock
 *     AWAIT_SEMAPHORE(&semaphore) { ... }, AWAIT_READ_LOCK(&rwlock) { ... }, AWAIT_WRITE_LOCK(&rwlock) { ... }
 *     AWAIT_WITH(struct thing *thing = AWAIT(thing_open()), thing_close(thing)) { ... }
 *                                          declares, and awaits the ASYNC call at the end. asyncio: async with
 *
 * What they do at their end they do however the block is left: by reaching it, by return, break, continue, goto, an
 * error, or a cancellation. They are blocks with a DEFER, and its rules hold. `t` and `g` are declared by the block, as
 * pointers: async_timeout *t, async_group *g, which may be passed on, and mean nothing after it.
 *
 * The semantics are those of asyncio.timeout, asyncio.TaskGroup and async with. */
#ifndef ASYNCC_SCOPE_H
#define ASYNCC_SCOPE_H

#include <asyncc/sync.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- time limits ------------------------------------------------------------------------------------------------- */

/* Private, all of it. */
typedef struct async_timeout {
    struct async__loop *loop;
    struct async__cell *task, *timer;
    double when;
    unsigned char cancelling; /* of the task, when the block began */
    unsigned char state;
} async_timeout;

/* The block has so many seconds from now on; INFINITY: no limit. 0 and less: soon. −EINVAL for a NaN, and where it has
 * expired or ended; −EXDEV while another thread runs its loop; −ENOMEM. */
int async_timeout_reschedule(async_timeout *timeout, double seconds);
/* The same at a time of the loop. */
int async_timeout_reschedule_at(async_timeout *timeout, double when);
/* When it expires, a time of the loop; INFINITY: never. */
double async_timeout_when(const async_timeout *timeout);
/* Whether it has expired, also inside of the block: tells its own ETIMEDOUT from another. */
int async_timeout_expired(const async_timeout *timeout);

/* ---- groups of tasks --------------------------------------------------------------------------------------------- */

struct async__operation {
    const struct async__operation_type *type;
    struct async__cell *task;
};

/* Private, all of it. */
typedef struct async_group {
    struct async__operation operation; /* the block that waits, and its task */
    struct async__loop *loop;
    struct async_frame *leave;     /* of the wait at its end */
    struct async__cell **children; /* waiters for those that have not ended */
    size_t count, capacity;
    struct async__bundle *errors;
    const async_any *futures; /* of AWAIT_ALL, which the end of the block gives up */
    size_t future_count;
    int error_code;           /* of the first of them; 0: none */
    unsigned char cancelling; /* of the task, when the block began */
    unsigned char state;
    unsigned char is_aborting, has_cancelled_parent;
    unsigned char was_cancelled;  /* while it waited */
    unsigned char has_lost_child; /* one that was cancelled, and not by the group */
} async_group;

/* Cancels the tasks of the group, which takes no more of them. The block goes on, and ends without an error for that.
 */
void async_group_cancel(async_group *group);

#ifndef __ASYNCC__
void *async__spawn_into(async_group *group, async_status status, const struct async_site *site, size_t size,
                        size_t align);
#endif

#ifndef __cplusplus

/* SPAWN_INTO(g, f(x)) -> FUTURE(T): SPAWN, of a task that belongs to the block of AWAIT_GROUP(g). The block does not
 * end before it. Where it fails, the others and the block are cancelled, and the block raises its error, with those of
 * others that failed attached (async_error_count); one that is cancelled is no failure. The future is like any other:
 * given up by one consuming call, where it is not dropped at once: as the value of a statement, left of a comma, by a
 * cast to void. A failed future (ESHUTDOWN) where the group is cancelled, or all its tasks have ended and its block
 * waits for no more; on another thread EXDEV. */

/* AWAIT_ALL(a = f(x), b = g(y), h(z)); awaits these calls at the same time, each in a task of its own, and assigns
 * their values when all have ended. Where one fails, the others are cancelled, and it raises that error as AWAIT_GROUP
 * does; nothing is assigned then. One that is cancelled has no value to give: the others are, too, and it raises
 * ECANCELED. Neither it nor its tasks outlive the statement. It allocates nothing but the frames of the calls, which
 * are of the pool. Erased, the calls are made one after the other. */

/* What asyncc writes for SPAWN_INTO. */
#define ASYNC_SPAWN_TASK_INTO(T, group, status, site)                                                                  \
    ((ASYNC_FUTURE(T))async__spawn_into((group), (status), (site), ASYNC__SHAPE(T)))
#define ASYNC_SPAWN_VOID_INTO(group, status, site)                                                                     \
    ((ASYNC_FUTURE(void))async__spawn_into((group), (status), (site), 0, 1))
#define ASYNC_SPAWN_DROPPED_INTO(T, group, status, site)                                                               \
    ((void)async__detach((async_any)async__spawn_into((group), (status), (site), ASYNC__SHAPE(T))))
#define ASYNC_SPAWN_DROPPED_VOID_INTO(group, status, site)                                                             \
    ((void)async__detach((async_any)async__spawn_into((group), (status), (site), 0, 1)))

/* Blocks as editors see them, and asyncc where they come out of a macro that it has not expanded yet; it turns them
 * into what is said at the beginning. A declaration may have commas by then. */
#define ASYNC__BLOCK(end, ...)                                                                                         \
    for (int async__block = ASYNC__BEGIN_BLOCK; async__block; async__block = 0)                                        \
        for (__VA_ARGS__; async__block; (void)(end), async__block = 0)
#define ASYNC_AWAIT_WITH(declaration, end) ASYNC__BLOCK(end, declaration)
#define ASYNC_AWAIT_TIMEOUT(t, seconds) ASYNC__BLOCK((t), async_timeout t[1] = {{.when = (seconds)}})
#define ASYNC_AWAIT_TIMEOUT_AT(t, when) ASYNC_AWAIT_TIMEOUT(t, when)
#define ASYNC_AWAIT_GROUP(g) ASYNC__BLOCK((g), async_group g[1] = {{.count = 0}})
#define ASYNC_AWAIT_ALL(...)                                                                                           \
    for (int async__block = ASYNC__BEGIN_BLOCK; async__block; async__block = 0)                                        \
    ((void)(__VA_ARGS__))
#define ASYNC_AWAIT_LOCK(lock) ASYNC__BLOCK(async__held, async_lock *async__held = (lock))
#define ASYNC_AWAIT_SEMAPHORE(semaphore) ASYNC__BLOCK(async__held, async_semaphore *async__held = (semaphore))
#define ASYNC_AWAIT_READ_LOCK(lock) ASYNC__BLOCK(async__held, async_rwlock *async__held = (lock))
#define ASYNC_AWAIT_WRITE_LOCK(lock) ASYNC__BLOCK(async__held, async_rwlock *async__held = (lock))
#ifndef ASYNCC_NO_SHORT_NAMES
#define AWAIT_WITH ASYNC_AWAIT_WITH
#define AWAIT_TIMEOUT ASYNC_AWAIT_TIMEOUT
#define AWAIT_TIMEOUT_AT ASYNC_AWAIT_TIMEOUT_AT
#define AWAIT_GROUP ASYNC_AWAIT_GROUP
#define AWAIT_ALL ASYNC_AWAIT_ALL
#define AWAIT_LOCK ASYNC_AWAIT_LOCK
#define AWAIT_SEMAPHORE ASYNC_AWAIT_SEMAPHORE
#define AWAIT_READ_LOCK ASYNC_AWAIT_READ_LOCK
#define AWAIT_WRITE_LOCK ASYNC_AWAIT_WRITE_LOCK
#endif

#ifdef __ASYNCC__
/* As async_leaving(), of the block alone: where that is inside of a DEFER, the error which that runs for is another's.
 */
const async_error *async__block_error(void);
ASYNC_ASYNC ASYNC__LEAF void async__timeout_enter(async_timeout *timeout, double seconds);
ASYNC_ASYNC ASYNC__LEAF void async__timeout_enter_at(async_timeout *timeout, double when);
ASYNC_ASYNC ASYNC__LEAF void async__timeout_leave(async_timeout *timeout, const async_error *leaving);
ASYNC_ASYNC ASYNC__LEAF void async__group_enter(async_group *group);
ASYNC_ASYNC ASYNC__LEAF void async__all_enter(async_group *group, async_any *futures, size_t n, size_t calls);
ASYNC_ASYNC void async__group_settle(async_group *group);
ASYNC_ASYNC void async__group_leave(async_group *group, const async_error *leaving);
#endif

#endif /* __cplusplus */

async_status async__timeout_enter__async(struct async_frame *storage, async_timeout *timeout, double seconds);
async_status async__timeout_enter_at__async(struct async_frame *storage, async_timeout *timeout, double when);
async_status async__timeout_leave__async(struct async_frame *storage, async_timeout *timeout,
                                         const async_error *leaving);
async_status async__group_enter__async(struct async_frame *storage, async_group *group);
async_status async__all_enter__async(struct async_frame *storage, async_group *group, async_any *futures, size_t n,
                                     size_t calls);
async_status async__group_settle__async(struct async_frame *storage, async_group *group);
async_status async__group_leave__async(struct async_frame *storage, async_group *group, const async_error *leaving);

#ifdef __cplusplus
}
#endif
#endif
