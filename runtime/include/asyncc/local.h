/* asyncc/local.h - task-local values: what a task and all that it calls find under a name, without passing it on.
 *
 *     static ASYNC_LOCAL(int) request = {0};     // an int, 0 where it is not set; may be extern, in a header
 *     async_local_set(&request, 7, NULL);        // for this task
 *     int number = async_local_get(&request);
 *
 * A task begins with the values that are set where it is spawned; a callback with those where it is scheduled
 * (async_call_soon and its relatives) or added (async_future_add_done_callback). What it then sets is seen by itself,
 * by the ASYNC functions that it awaits, and by what it spawns and schedules later: by nobody else. Outside of tasks
 * and callbacks, and in coroutines driven by hand, the values are those of the thread; async_run() begins with them.
 *
 * Values are copied bytes. To set one copies the others only where a task or callback was begun since the last time;
 * to get one takes a search among the names that are set. Any thread.
 *
 * The semantics are those of Python's contextvars (PEP 567): ASYNC_LOCAL is ContextVar with a default, and each task
 * and callback has a Context. */
#ifndef ASYNCC_LOCAL_H
#define ASYNCC_LOCAL_H

#include <asyncc/markers.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a value was before it was set, for async_local_reset(). Private. Needs no release. */
typedef struct async_local_token {
    uint64_t number;
    const void *where;
} async_local_token;

#ifndef __cplusplus

/* A name for values of type T. Of static storage; its initialiser, in braces, is the value where none is set. */
#define ASYNC_LOCAL(T) __typeof__(__typeof__(T)[1])

/* Its type; only ever type-checked. */
#define ASYNC__LOCAL_TYPE(local) __typeof__((*(local))[0])

/* The value. asyncio: var.get() */
#define async_local_get(local)                                                                                         \
    (__extension__({                                                                                                   \
        ASYNC__LOCAL_TYPE(local) async__value;                                                                         \
        memcpy(&async__value, async__local_get(local), sizeof async__value);                                           \
        async__value;                                                                                                  \
    }))
/* Sets it: 0, or −ENOMEM, and then it is what it was. With an async_local_token *, what it was is kept until
 * async_local_reset(), or until the task or callback has ended; NULL where that is not wanted. asyncio: var.set() */
#define async_local_set(local, value, token)                                                                           \
    async__local_set((local), (const ASYNC__LOCAL_TYPE(local)[1]){(value)}, sizeof(ASYNC__LOCAL_TYPE(local)), (token))
/* Makes it what it was before the async_local_set() that gave the token: 0, or −ENOMEM. −EINVAL where that was reset
 * already, or was set by another task or callback, or is of another name. asyncio: var.reset() */
#define async_local_reset(local, token) async__local_reset((local), (token))

#endif /* __cplusplus */

/* What the macros above call. */
const void *async__local_get(const void *local);
int async__local_set(const void *local, const void *value, size_t size, async_local_token *token);
int async__local_reset(const void *local, async_local_token token);

#ifdef __cplusplus
}
#endif
#endif
