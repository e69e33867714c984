/* asyncc/task.h - tasks: calls that run by themselves, beside others. SPAWN(call) makes one.
 *
 * Functions that give an int give 0 or more, or a negative errno value, as those of asyncc/future.h do. All must be
 * called on the thread of the loop. The semantics are those of asyncio.Task; async_join is `await task`, async_yield is
 * `await asyncio.sleep(0)`. */
#ifndef ASYNCC_TASK_H
#define ASYNCC_TASK_H

#include <asyncc/future.h>

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An event loop: asyncc/loop.h. */
typedef struct async_loop async_loop;

/* What the macros below call. */
int async__cancelling(async_any task);
int async__uncancel(async_any task);
int async__task_set_name(async_any task, const char *name);
const char *async__task_name(async_any task);
int async__task_print_stack(async_any task, FILE *out);

/* The task that is running, or NULL outside of one. It stays valid while the task runs. */
async_any async_current_task(void);
/* Writes the first n of the tasks of a loop that have not ended to `out`, and gives how many there are. */
size_t async_all_tasks(async_loop *loop, async_any *out, size_t n);
/* Prints those tasks as trees: below each, what it waits for. Where it waits (file, line), for how long it has waited
 * there, for how long it still sleeps, and which tasks wait for each other for ever. The time is that of the loop, and
 * a wait begins with the iteration that it begins in. −ESHUTDOWN for a loop that is closed. */
int async_print_tasks(async_loop *loop, FILE *out);
/* Prints them to `out` whenever the signal comes, once the loop has its turn: not in the handler, and so not while a
 * step hangs. One signal for a loop, 0: none (any more); several loops may have the same. What handled the signal
 * before is called, too, and is there again when the loop is closed. Other system calls are restarted where they can
 * be. −EINVAL for a signal that cannot be handled. In debug mode, a loop has SIGQUIT and stderr from the beginning,
 * unless the program handles or ignores that signal. */
int async_print_tasks_on_signal(async_loop *loop, int signal, FILE *out);

#ifndef __cplusplus

/* How many cancellations were asked for and not taken back; at most 255 are counted. -EINVAL for what is no task. */
#define async_cancelling(task) async__cancelling(ASYNC__ANY(task))
/* Takes one back, and gives how many are left. Taking back the last one before it was raised means that none is raised.
 */
#define async_uncancel(task) async__uncancel(ASYNC__ANY(task))
/* A name for reports, which is copied. -ENOMEM. */
#define async_task_set_name(task, name) async__task_set_name(ASYNC__ANY(task), (name))
/* Its name, or NULL. Valid until it is set anew or the task is gone. */
#define async_task_name(task) async__task_name(ASYNC__ANY(task))
/* Prints where a task waits, outermost frame first. -EINVAL for what is no task. */
#define async_task_print_stack(task, out) async__task_print_stack(ASYNC__ANY(task), (out))

/* Waits that many seconds, at least. 0 and less: as async_yield(). INFINITY: until it is cancelled. EINVAL for a NaN.
 */
ASYNC_ASYNC ASYNC__LEAF void async_sleep(double seconds);
/* Lets all others that are ready run first. */
ASYNC_ASYNC ASYNC__LEAF void async_yield(void);

/* FUTURE(T) f: waits for a future and is its value; raises its error. Consumes it. A cancellation of the waiting task
 * cancels `f`. Raises ESTALE, EXDEV for a future of another loop, EDEADLK for the task itself, EINVAL where as many
 * calls as it has uses consume it already. */
#ifdef __ASYNCC__
#define async_join(f) ((**(f))(async__join()))
ASYNC__OPERATION struct async__tag *async__join(void);
#else
#define async_join(f) (async__not_transpiled(), ASYNC__VALUE(f))
#define async_join__async(...) ASYNC__PICK3(__VA_ARGS__, ASYNC__JOIN_VALUE, ASYNC__JOIN_VOID, )(__VA_ARGS__)
#define ASYNC__PICK3(_1, _2, _3, name, ...) name
#define ASYNC__JOIN_VALUE(storage, result, f)                                                                          \
    async__start_join((storage), ASYNC__OUT(ASYNC__TYPE(f), result), ASYNC__SHAPE(ASYNC__TYPE(f)), ASYNC__ANY(f))
#define ASYNC__JOIN_VOID(storage, f) async__start_join((storage), NULL, 0, 1, ASYNC__ANY(f))
#endif

#endif /* __cplusplus */

/* What asyncc makes of the above, and of SPAWN: the task of a call that was started with ASYNC_LATER. */
async_status async_sleep__async(struct async_frame *storage, double seconds);
async_status async__yield_later(void);
static inline async_status async_yield__async(struct async_frame *storage)
{
    /* A task that suspends and has registered nowhere is made ready again by the loop. */
    return storage ? async__yield_later() : async_suspend_caller();
}
async_status async__start_join(struct async_frame *storage, void *result, size_t size, size_t align, async_any f);
#ifndef __ASYNCC__
void *async__spawn(async_status status, const struct async_site *site, size_t size, size_t align);
void *async__spawn_on(async_loop *loop, async_status status, const struct async_site *site, size_t size, size_t align);
#endif

#ifdef __cplusplus
}
#endif
#endif
