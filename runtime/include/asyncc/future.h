/* asyncc/future.h - futures: a value, or an error, that arrives once.
 *
 * A FUTURE(T) names a future or a task (which is a future that a running call will settle). It is a number, not an
 * address: using one after its end is -ESTALE, and touches no memory. Every FUTURE that was made by async_future_new()
 * or SPAWN is given up by exactly one consuming call: async_join, async_gather, async_wait_for, async_shield,
 * async_loop_run_until_complete, or async_detach. All other functions only look.
 *
 * Where `f` is a parameter below, it may be a FUTURE(T) or an async_any, unless the value of type T is concerned.
 * Functions that give an int give 0 or more for success and a negative errno value for misuse: -ESTALE for a handle
 * whose future is gone, -EXDEV for one of a loop that another thread is running. All must be called on the thread of
 * the loop.
 *
 * The semantics are those of asyncio.Future. */
#ifndef ASYNCC_FUTURE_H
#define ASYNCC_FUTURE_H

#include <asyncc/markers.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the macros below call. */
async_any async__future_new(size_t size, size_t align, const struct async_site *site);
int async__future_set_result(async_any f, const void *value, size_t size, size_t align);
__attribute__((format(printf, 3, 4))) int async__future_set_error(async_any f, int code, const char *format, ...);
int async__future_done(async_any f);
int async__future_cancelled(async_any f);
void *async__future_result(async_any f, void *zero, size_t align);
const async_error *async__future_error(async_any f);
int async__future_add_done_callback(async_any f, void (*callback)(void *arg), void *arg);
int async__future_remove_done_callback(async_any f, void (*callback)(void *arg));
int async__future_on_drop(async_any f, void (*drop)(void *result), size_t align);
int async__cancel(async_any f);
__attribute__((format(printf, 2, 3))) int async__cancel_with(async_any f, const char *format, ...);
int async__detach(async_any f);
async_any async__ref(async_any f);

#ifndef __cplusplus

/* A FUTURE(T) that is pending until it is settled by one of the next three. Never NULL: where memory is exhausted, or
 * the loop closed, it is a future that has failed with ENOMEM or ESHUTDOWN. It belongs to the running loop, else to
 * that of the thread. */
#define async_future_new(T)                                                                                            \
    ((ASYNC_FUTURE(T))async__future_new(sizeof(ASYNC__BOX(T)), __alignof__(ASYNC__BOX(T)),                             \
                                        ASYNC_SITE(__FILE__, "async_future_new", __LINE__)))

/* async_future_set_result(f, value), for a FUTURE(void) async_future_set_result(f): settles it with a value, which is
 * copied. -EALREADY where it is settled or cancelled, -EINVAL for a task, -ENOMEM. (A compound literal with more than
 * 30 commas needs parentheses around it.) */
#define async_future_set_result(...)                                                                                   \
    ASYNC__SETTER(__VA_ARGS__, ASYNC__8(ASYNC__SET_VALUE), ASYNC__8(ASYNC__SET_VALUE), ASYNC__8(ASYNC__SET_VALUE),     \
                  ASYNC__7(ASYNC__SET_VALUE), ASYNC__SET_VOID, )                                                       \
    (__VA_ARGS__)
#define ASYNC__7(x) x, x, x, x, x, x, x
#define ASYNC__8(x) ASYNC__7(x), x
#define ASYNC__SETTER(...) ASYNC__PICK(__VA_ARGS__)
#define ASYNC__PICK(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, _17, _18, _19, _20, _21,    \
                    _22, _23, _24, _25, _26, _27, _28, _29, _30, _31, _32, name, ...)                                  \
    name
#define ASYNC__SET_VOID(f) async__future_set_result(ASYNC__ANY(f), "", sizeof(ASYNC__BOX(ASYNC__TYPE(f))), 1)
#define ASYNC__SET_VALUE(f, ...)                                                                                       \
    async__future_set_result(ASYNC__ANY(f), (ASYNC__TYPE(f)[1]){(__VA_ARGS__)}, sizeof(ASYNC__TYPE(f)),                \
                             __alignof__(ASYNC__TYPE(f)))

/* (f, code, format, ...): settles it with an error; ECANCELED cancels it. -EALREADY, -EINVAL as above. */
#define async_future_set_error(f, ...) async__future_set_error(ASYNC__ANY(f), __VA_ARGS__)

/* 1 where it is settled: has a value, an error, or is cancelled. Else 0. */
#define async_future_done(f) async__future_done(ASYNC__ANY(f))
/* 1 where it was cancelled. Else 0. */
#define async_future_cancelled(f) async__future_cancelled(ASYNC__ANY(f))

/* Its value, of type T. Where it has none, the error is reported to the loop's error handler (EINVAL while it is
 * pending), and the value is zero. */
#define async_future_result(f)                                                                                         \
    ASYNC__LOAD(ASYNC__TYPE(f), async__future_result(ASYNC__ANY(f), (ASYNC__BOX(ASYNC__TYPE(f))[1]){0},                \
                                                     __alignof__(ASYNC__BOX(ASYNC__TYPE(f)))))
#define ASYNC__LOAD(T, pointer)                                                                                        \
    _Generic((__typeof__(T) *)0, void *: (void)(pointer), default: ASYNC__VALUE_AT(ASYNC__BOX(T), pointer))

/* Its error, which then counts as retrieved; ECANCELED where it was cancelled. NULL where it has a value, or is
 * pending, or is stale. Valid while the future is. */
#define async_future_error(f) async__future_error(ASYNC__ANY(f))

/* Calls callback(arg) soon after it is settled, never at once; after those that were added before. A settled one: soon.
 * -ENOMEM. */
#define async_future_add_done_callback(f, callback, arg)                                                               \
    async__future_add_done_callback(ASYNC__ANY(f), (callback), (arg))
/* Removes all that were added with this function. Gives how many. */
#define async_future_remove_done_callback(f, callback) async__future_remove_done_callback(ASYNC__ANY(f), (callback))
/* Calls drop(&value) where a value is destroyed that nobody was given. -ENOMEM. */
#define async_future_on_drop(f, drop)                                                                                  \
    async__future_on_drop(ASYNC__ANY(f), (drop), __alignof__(ASYNC__BOX(ASYNC__TYPE(f))))

/* Cancels a future or a task. A future is settled at once; in a task, ECANCELED is raised where it awaits, soon. One
 * that awaits another is cancelled by cancelling that. 1: it took effect. 0: it was settled already. */
#define async_cancel(f) async__cancel(ASYNC__ANY(f))
/* (f, format, ...): the same; the ECANCELED has a message, as printf makes it, cut to the size of that in async_error.
 * Of cancellations that are raised as one, the last one's. asyncio: cancel(msg) */
#define async_cancel_with(f, ...) async__cancel_with(ASYNC__ANY(f), __VA_ARGS__)
/* Gives up the handle. A task goes on, and is freed at its end. */
#define async_detach(f) async__detach(ASYNC__ANY(f))
/* The same handle, with one more use: one more consuming call. A future that failed with ESTALE or EOVERFLOW where it
 * has none to give. */
#define async_ref(f) ((__typeof__(f))async__ref(ASYNC__ANY(f)))

#endif /* __cplusplus */

#ifdef __cplusplus
}
#endif
#endif
