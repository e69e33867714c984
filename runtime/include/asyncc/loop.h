/* asyncc/loop.h - event loops: what runs the tasks of one thread.
 *
 * async_run(call) in `main` is all that most programs need. A loop belongs to the thread that runs it; only
 * async_call_soon_threadsafe() may be called from others. An async_loop * is a number, not an address: using one after
 * async_loop_close() is an error, never a crash. In a forked child, the parent's loops are -EBUSY.
 *
 * Seconds are doubles, on the loop's own monotonic clock. Functions that give an int give 0 or a negative errno value:
 * -EINVAL for what is no loop, -ESHUTDOWN for a closed one, -EXDEV for one that another thread is running.
 *
 * The semantics are those of asyncio's methods of the same names (loop.call_soon, loop.run_until_complete, ...);
 * docs/semantics.md says where they differ. */
#ifndef ASYNCC_LOOP_H
#define ASYNCC_LOOP_H

#include <asyncc/task.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- options ----------------------------------------------------------------------------------------------------- */

/* With this, tests make allocations and system calls of a loop fail. */
struct async_hooks {
    /* Called on the loop's thread, before "malloc", "epoll_create1", "eventfd", "epoll_ctl", "epoll_wait", "sigaction":
     * an errno value to fail with, or 0. May be NULL. */
    int (*fault)(void *arg, const char *what);
    void *arg;
};

/* All zero is the default. */
typedef struct async_loop_options {
    int virtual_clock; /* time starts at 0 and jumps to the next timer where nothing else is left to do; where there
                          is none and tasks wait, the run ends with EDEADLK */
    int debug;         /* reports what leaked, steps of more than 100 ms (ETIME), handles that are used after their end
                          or on the wrong thread; SIGQUIT prints the tasks; frames get new memory. docs/debugging.md */
    uint64_t seed;     /* not 0: shuffles the order among tasks made ready in one iteration by different futures */
    unsigned poll_every; /* polls at least every so many iterations while callbacks are ready; 0 means 64 */
    struct async_hooks hooks;
} async_loop_options;

/* ---- making, running, closing ------------------------------------------------------------------------------------ */

/* A new loop; NULL where memory or descriptors are exhausted (errno). The first one of a thread becomes what
 * async_get_event_loop() gives. The environment sets defaults: ASYNC_CLOCK=virtual, ASYNC_SEED=N, ASYNC_DEBUG=1. */
async_loop *async_loop_new(void);
/* The same with options; what the environment says is used where an option is 0. NULL: none. */
async_loop *async_loop_new_with(const async_loop_options *options);

/* Closes a loop and frees what it has: 0. Each pending task is reported to the error handler and gets ECANCELED raised,
 * as has each AWAIT of it that would suspend; callbacks are dropped. Closing a closed loop is fine. -EBUSY: it is
 * running. */
int async_loop_close(async_loop *loop);

/* Runs until async_loop_stop(). -EBUSY where it, or another loop on this thread, is running; -ESHUTDOWN: closed;
 * -ENOMEM; or why it could not wait, or read the clock. */
int async_loop_run_forever(async_loop *loop);
/* Makes the loop return at the end of its iteration; one that does not run yet: after one iteration. */
int async_loop_stop(async_loop *loop);

/* 1 while it runs, else 0. Any thread. */
int async_loop_is_running(async_loop *loop);
/* 1 where it was closed, else 0. Any thread. */
int async_loop_is_closed(async_loop *loop);
/* Now, in seconds since a point that is the loop's own. NAN for a closed loop. asyncio: loop.time */
double async_loop_time(async_loop *loop);

/* The loop that runs on this thread, or NULL. */
async_loop *async_get_running_loop(void);
/* That, else the loop of this thread, which is made where it has none. NULL where that fails (errno). */
async_loop *async_get_event_loop(void);
/* Makes `loop`, or NULL for none, what async_get_event_loop() gives outside of a running loop. */
void async_set_event_loop(async_loop *loop);

/* ---- errors that nobody can receive ------------------------------------------------------------------------------ */

/* `source` is the future or task, or NULL. */
typedef void async_error_handler(async_loop *loop, const async_error *error, async_any source, void *arg);
/* Gives errors to `handler` instead of printing them to stderr; NULL: prints them again. */
int async_loop_set_error_handler(async_loop *loop, async_error_handler *handler, void *arg);

/* ---- callbacks --------------------------------------------------------------------------------------------------- */

/* `arg` is the program's: it must be good for what fn does with it until fn has run, or was taken back, or the loop is
 * closed. A loop that is closed, or a time that is a NaN, is reported to the error handler. */

/* Names a callback that was scheduled. Zero where it could not be; then an error was reported. */
typedef struct async_handle {
    uint64_t id;
} async_handle;

/* Calls fn(arg) in the next iteration; first come, first served. */
async_handle async_call_soon(async_loop *loop, void (*fn)(void *arg), void *arg);
/* Calls fn(arg) `delay` seconds from now, never early; those with equal deadlines in the order of the calls. */
async_handle async_call_later(async_loop *loop, double delay, void (*fn)(void *arg), void *arg);
/* The same at a time of async_loop_time(). */
async_handle async_call_at(async_loop *loop, double when, void (*fn)(void *arg), void *arg);
/* async_call_soon() for any thread; wakes the loop. Where that fails, fn(arg) is not called, as where memory is
 * exhausted: the handle is zero, and the error is reported to stderr. */
async_handle async_call_soon_threadsafe(async_loop *loop, void (*fn)(void *arg), void *arg);
/* Takes a callback back: 1. 0 where it has run, or was taken back, or the loop is closed. On the thread of the loop;
 * those of async_call_soon_threadsafe() from any. */
int async_handle_cancel(async_handle handle);

/* ---- running calls ----------------------------------------------------------------------------------------------- */

/* async_run(call), async_run_catch(call, &error), async_loop_run(loop, call), async_loop_run_catch(loop, call, &error)
 * are markers: asyncc/markers.h. async_run makes a loop, runs the call to its end, cancels what is left and runs that
 * to its end, closes the loop; its value is that of the call. The forms without _catch print the traceback of an error
 * and exit with 1. */

#ifndef __cplusplus
/* FUTURE(T) f: runs the loop until f is done; its value. Consumes it. An error is printed, and the process exits
 * with 1. EINTR where the loop was stopped before, EXDEV for a future of another loop. */
#define async_loop_run_until_complete(loop, f)                                                                         \
    ASYNC__LOAD(ASYNC__TYPE(f), async__run_until_complete((loop), ASYNC__ANY(f), ASYNC__VALUE_ROOM(f), NULL))
/* The same; the error goes to *error (code 0: none), and the value is then zero. */
#define async_loop_run_until_complete_catch(loop, f, error)                                                            \
    ASYNC__LOAD(ASYNC__TYPE(f), async__run_until_complete((loop), ASYNC__ANY(f), ASYNC__VALUE_ROOM(f), (error)))
#define ASYNC__VALUE_ROOM(f)                                                                                           \
    (ASYNC__BOX(ASYNC__TYPE(f))[1]){0}, sizeof(ASYNC__BOX(ASYNC__TYPE(f))), __alignof__(ASYNC__BOX(ASYNC__TYPE(f)))
#endif

void *async__run_until_complete(async_loop *loop, async_any f, void *room, size_t size, size_t align,
                                async_error *error);
#ifndef __ASYNCC__
void *async__run(async_status status, void *room, size_t size, size_t offset);
void async__run_void(async_status status);
void *async__run_catch(async_status status, void *room, size_t size, size_t offset, async_error *error);
void async__run_void_catch(async_status status, async_error *error);
void *async__loop_run(async_loop *loop, async_status status, void *room, size_t size, size_t offset);
void async__loop_run_void(async_loop *loop, async_status status);
void *async__loop_run_catch(async_loop *loop, async_status status, void *room, size_t size, size_t offset,
                            async_error *error);
void async__loop_run_void_catch(async_loop *loop, async_status status, async_error *error);
#endif

#ifdef __cplusplus
}
#endif
#endif
