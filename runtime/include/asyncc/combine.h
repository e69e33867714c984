/* asyncc/combine.h - waiting for several futures, for a limited time, or shielded from cancellation.
 *
 * All of them check their futures first: ESTALE for one that is gone, EXDEV for one of another loop, EDEADLK for the
 * calling task itself, EINVAL for one that as many calls as it has uses consume already; then none of them is taken.
 * Equal handles in one call count once.
 *
 * The semantics are those of asyncio.gather, wait, wait_for and shield; docs/semantics.md says where they differ. */
#ifndef ASYNCC_COMBINE_H
#define ASYNCC_COMBINE_H

#include <asyncc/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* When async_wait() is satisfied. */
enum {
    ASYNC_ALL_COMPLETED,
    ASYNC_FIRST_COMPLETED,
    ASYNC_FIRST_EXCEPTION, /* the first that fails, cancellations not counted; else all */
};

#ifndef __cplusplus

/* async_gather(fs, n, results), with FUTURE(T) fs[n], T results[n] or NULL: waits for all of them, and writes their
 * values in the order of the arguments. Consumes them; `fs` itself is copied, `results` is written only at the end. The
 * first error is raised at once, as is the cancellation of one of them (ECANCELED); then `results` stays as it was, and
 * the others go on, detached. Cancelling the waiting task cancels all that are pending.
 *
 * async_gather_settled(fs, n, results, errors), with async_error errors[n] or NULL: waits until all of them have ended,
 * in whatever way, and raises none of their errors: errors[i] is that of fs[i], with results[i] zero, or has code 0.
 * Consumes them. Cancelling the waiting task cancels all that are pending; ECANCELED is raised when all have ended.
 * asyncio: gather(return_exceptions=True).
 *
 * async_wait(fs, n, timeout, when), with FUTURE(T) fs[n] or async_any fs[n]: waits until `when` is true or `timeout`
 * seconds have passed (INFINITY: for ever), and is the number of those that are done. Neither consumes nor cancels
 * them, raises none of their errors. EINVAL where n is 0.
 *
 * async_wait_for(f, seconds), with FUTURE(T) f: as async_join(f), but after so many seconds cancels f, waits for its
 * end, and raises ETIMEDOUT; a value that it ends with all the same is the value. With 0 and less: at once, unless it
 * is done. Consumes it. */
#ifdef __ASYNCC__
#define async_gather(fs, n, results) async__gather(ASYNC__MANY(fs), (n), ASYNC__OUT(ASYNC__ELEMENT(fs), results))
#define async_gather_settled(fs, n, results, errors)                                                                   \
    async__gather_settled(ASYNC__MANY(fs), (n), ASYNC__OUT(ASYNC__ELEMENT(fs), results), (errors))
#define async_wait(fs, n, timeout, when) async__wait(ASYNC__MANY(fs), (n), (timeout), (when))
#define async_wait_for(f, seconds) ((**(f))(async__wait_for(seconds)))
ASYNC__OPERATION void async__gather(const void *fs, size_t n, void *results);
ASYNC__OPERATION void async__gather_settled(const void *fs, size_t n, void *results, async_error *errors);
ASYNC__OPERATION size_t async__wait(const void *fs, size_t n, double timeout, int when);
ASYNC__OPERATION struct async__tag *async__wait_for(double seconds);
#else
#define async_gather(fs, n, results)                                                                                   \
    (async__not_transpiled(), (void)ASYNC__MANY(fs), (void)(n), (void)ASYNC__OUT(ASYNC__ELEMENT(fs), results))
#define async_gather_settled(fs, n, results, errors)                                                                   \
    (async__not_transpiled(), (void)ASYNC__MANY(fs), (void)(n), (void)ASYNC__OUT(ASYNC__ELEMENT(fs), results),         \
     (void)(errors))
#define async_wait(fs, n, timeout, when)                                                                               \
    (async__not_transpiled(), (void)ASYNC__MANY(fs), (void)(timeout), (void)(when), (size_t)(n))
#define async_wait_for(f, seconds) (async__not_transpiled(), (void)(seconds), ASYNC__VALUE(f))
#define async_gather__async(storage, fs, n, results)                                                                   \
    async__start_gather((storage), ASYNC__MANY(fs), (n), ASYNC__OUT(ASYNC__ELEMENT(fs), results),                      \
                        ASYNC__SHAPE(ASYNC__BOX(ASYNC__ELEMENT(fs))))
#define async_gather_settled__async(storage, fs, n, results, errors)                                                   \
    async__start_gather_settled((storage), ASYNC__MANY(fs), (n), ASYNC__OUT(ASYNC__ELEMENT(fs), results),              \
                                ASYNC__SHAPE(ASYNC__BOX(ASYNC__ELEMENT(fs))), (errors))
#define async_wait__async(storage, result, fs, n, timeout, when)                                                       \
    async__start_wait((storage), (result), ASYNC__MANY(fs), (n), (timeout), (when))
#define async_wait_for__async(...) ASYNC__PICK4(__VA_ARGS__, ASYNC__WAIT_FOR_VALUE, ASYNC__WAIT_FOR_VOID, )(__VA_ARGS__)
#define ASYNC__PICK4(_1, _2, _3, _4, name, ...) name
#define ASYNC__WAIT_FOR_VALUE(storage, result, f, seconds)                                                             \
    async__start_wait_for((storage), ASYNC__OUT(ASYNC__TYPE(f), result), ASYNC__SHAPE(ASYNC__TYPE(f)), ASYNC__ANY(f),  \
                          (seconds))
#define ASYNC__WAIT_FOR_VOID(storage, f, seconds) async__start_wait_for((storage), NULL, 0, 1, ASYNC__ANY(f), (seconds))
#endif

/* Futures as they are done:
 *
 *     async_completed it = async_as_completed(fs, n, timeout);
 *     for (int i; (i = AWAIT(async_completed_next(&it))) >= 0;) {
 *         ... fs[i] is done ...
 *     }
 *
 * `fs` and `timeout` are those of async_wait(); all of them are looked up, and the time begins, with the first
 * async_completed_next(), which is its index in `fs`, −1 at the end. Where the time is up before that, ETIMEDOUT is
 * raised. None is consumed, or cancelled. An iterator belongs to the task that asks it first (EPERM), may be abandoned,
 * and needs no release. */
#define async_as_completed(fs, n, timeout) async__as_completed(ASYNC__MANY(fs), (n), (timeout))

/* What the elements of fs are futures of: T; void for an array of async_any. */
#define ASYNC__ELEMENT(fs) ASYNC__TYPE(_Generic(*(fs), async_any: (ASYNC_FUTURE(void))0, default: *(fs)))
/* fs as an array of handles; anything else draws a compiler error. */
#define ASYNC__MANY(fs) ((void)sizeof(ASYNC__ELEMENT(fs) *), (const void *)(fs))

/* The first of several, and the end of the others:
 *
 *     async_case cases[] = {ASYNC_CASE(SPAWN(read_line()), &line), ASYNC_CASE(SPAWN(async_sleep(5)), NULL)};
 *     switch (AWAIT(async_select(cases, 2))) {
 *     case 0: ... line is there ...
 *
 * async_select(cases, n) waits until one of the futures has ended, cancels the others, and waits until they have ended,
 * too. Is the index of the first; where several had ended already, the first of these. Consumes them all. EINVAL where
 * n is 0.
 *
 * Others may end with a value all the same: in the same instant, or in spite of the cancellation. No value is lost:
 * each is written to the place that its case names (T *, for a FUTURE(T); NULL: the value is dropped), and `code` of
 * each case tells how it ended: 0 with a value, else the code of its error. An error of the first is raised, when all
 * have ended; those of others are reported to the error handler, ECANCELED apart. Cancelling the waiting task cancels
 * all that are pending; ECANCELED is raised when all have ended. `cases` is written at the end, also where one of these
 * is raised. */
#define ASYNC_CASE(f, result)                                                                                          \
    ((async_case){ASYNC__ANY(f), ASYNC__OUT(ASYNC__TYPE(f), result), ASYNC__SHAPE(ASYNC__BOX(ASYNC__TYPE(f))), 0})

/* async_shield(f), FUTURE(T) f -> FUTURE(T): a future that ends as f does, but whose cancellation leaves f alone.
 * Consumes f. Not async. One that is done is given back as it is. Never NULL: a future that failed with ENOMEM or what
 * else is wrong with f.
 */
#define async_shield(f) ((__typeof__(f))async__shield(ASYNC__ANY(f)))

#endif /* __cplusplus */

/* Private, all of it. */
typedef struct async_completed {
    const void *fs;
    size_t n;
    double timeout;
    uint64_t number; /* of what is behind it; 0: nothing yet */
    struct async__completing *completing;
} async_completed;

static inline async_completed async__as_completed(const void *fs, size_t n, double timeout)
{
    async_completed it = {fs, n, timeout, 0, NULL};
    return it;
}

/* One of the futures of async_select(). All but `code` is private. */
typedef struct async_case {
    async_any future;
    void *result;
    size_t size, align;
    int code; /* 0: it has ended with a value; else the code of its error */
} async_case;

#ifndef __cplusplus
/* The index of the first that ends; the others are cancelled and awaited: see ASYNC_CASE. */
ASYNC_ASYNC size_t async_select(async_case *cases, size_t n);
/* The index of the next one that is done, or −1: see async_as_completed(). */
ASYNC_ASYNC int async_completed_next(async_completed *it);
#endif
async_status async_completed_next__async(struct async_frame *storage, int *result, async_completed *it);

async_status async_select__async(struct async_frame *storage, size_t *result, async_case *cases, size_t n);

async_any async__shield(async_any f);
async_status async__start_gather(struct async_frame *storage, const void *fs, size_t n, void *results, size_t size,
                                 size_t align);
async_status async__start_gather_settled(struct async_frame *storage, const void *fs, size_t n, void *results,
                                         size_t size, size_t align, async_error *errors);
async_status async__start_wait(struct async_frame *storage, size_t *result, const void *fs, size_t n, double timeout,
                               int when);
async_status async__start_wait_for(struct async_frame *storage, void *result, size_t size, size_t align, async_any f,
                                   double seconds);

#ifdef __cplusplus
}
#endif
#endif
