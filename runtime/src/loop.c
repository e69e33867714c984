/* loop.c - one iteration, step by step; and running until something stops it.
 *
 *     poll    what is ready outside, waiting only where nothing is ready inside; skipped for some iterations while
 *             callbacks are ready
 *     inbox   what other threads scheduled queues up
 *     timers  those that are due queue up behind
 *     ready   runs what is in the queue now; what that adds runs in the next iteration */
#include "internal.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { POLL_EVERY = 64 };

/* ---- making ------------------------------------------------------------------------------------------------------ */

static void set_options(struct async__loop *loop, const async_loop_options *options)
{
    const char *clock = getenv("ASYNC_CLOCK"), *seed = getenv("ASYNC_SEED"), *debug = getenv("ASYNC_DEBUG");
    loop->options = options ? *options : (async_loop_options){0};
    loop->options.virtual_clock |= clock && strcmp(clock, "virtual") == 0;
    loop->options.debug |= debug && *debug && strcmp(debug, "0") != 0;
    if (!loop->options.seed && seed) {
        loop->options.seed = strtoull(seed, NULL, 10);
    }
    if (!loop->options.poll_every) {
        loop->options.poll_every = POLL_EVERY;
    }
    loop->random = loop->options.seed;
}

/* What the loop that had this memory before may have left. */
static void reset(struct async__loop *loop)
{
    loop->runner = NULL;
    loop->is_stopping = loop->is_closing = loop->has_told_stuck = false;
    loop->failure = 0;
    loop->ready.first = NULL;
    loop->ready.end = &loop->ready.first;
    memset(&loop->timers, 0, sizeof loop->timers);
    loop->task_count = loop->ending_count = 0;
    loop->main_task = NULL;
    loop->main_frame = NULL;
    loop->now = loop->time = 0;
    loop->error_handler = NULL;
    loop->embed_wake = NULL;
    loop->printing.signal = 0;
    loop->printing.is_due = false;
    loop->poll_fd = loop->wake_fd = -1;
}

static bool thread_has_loop(void)
{
    int error;
    return async__thread.event_loop && async__loop_here(async__thread.event_loop, &error);
}

struct async__loop *async__loop_make(const struct async__driver *driver, const async_loop_options *options)
{
    const struct async_hooks *hooks = async__thread.hooks;
    if (options && options->hooks.fault) {
        async__thread.hooks = &options->hooks;
    }
    struct async__loop *loop = async__loop_claim();
    int error = 0;
    if (loop) {
        reset(loop);
        set_options(loop, options);
        loop->driver = driver;
        error = driver->open ? driver->open(loop) : 0;
    }
    async__thread.hooks = hooks;
    if (error) {
        async__loop_unclaim(loop);
        errno = -error;
        return NULL;
    }
    if (loop && loop->options.debug) {
        async__print_signal_default(loop);
    }
    if (loop && !thread_has_loop()) {
        async__thread.event_loop = async__loop_handle(loop);
    }
    return loop;
}

/* ---- one iteration ----------------------------------------------------------------------------------------------- */

static bool has_remote_work(struct async__loop *loop)
{
    return atomic_load_explicit(&loop->inbox.has_work, memory_order_acquire);
}

/* Tasks wait, and nothing is left in the loop that could wake them: no timer, no descriptor. */
static bool is_stuck(const struct async__loop *loop, int64_t timeout)
{
    return timeout < 0 && loop->task_count && loop->poll_count == 1;
}

/* Another thread, or a signal, may still wake the loop; not where time is virtual, as that would not be the same twice.
 */
static void tell_stuck(struct async__loop *loop)
{
    bool is_virtual = loop->options.virtual_clock;
    if (is_virtual || (loop->options.debug && !loop->has_told_stuck)) {
        fflush(stdout);
        fprintf(stderr, "asyncc: nothing is left that could wake %s\n", is_virtual ? "these tasks" : "this thread");
        async__print_tasks(loop, stderr);
        loop->has_told_stuck = true;
    }
    if (is_virtual) {
        loop->failure = -EDEADLK;
    }
}

/* Waits for the driver. With a virtual clock, time passes instead, where the driver has nothing at all. */
static void wait_for_driver(struct async__loop *loop, int64_t timeout)
{
    bool jumps = loop->options.virtual_clock && timeout > 0;
    if (is_stuck(loop, timeout)) {
        tell_stuck(loop);
        if (loop->failure) {
            return;
        }
    }
    int count = loop->driver->poll(loop, jumps ? 0 : timeout);
    if (count < 0) {
        loop->failure = count;
    } else if (jumps && !count && !has_remote_work(loop)) {
        loop->now += timeout;
    }
}

void async__loop_poll(struct async__loop *loop)
{
    if (loop->driver->poll) {
        bool busy = loop->ready.first || loop->is_stopping || has_remote_work(loop);
        wait_for_driver(loop, busy ? 0 : async__timers_next(loop));
    }
    if (has_remote_work(loop)) {
        async__inbox_collect(loop);
        async__print_signal_serve(loop);
    }
    loop->time = 0;
    async__timers_run(loop);
}

void async__loop_iterate(struct async__loop *loop)
{
    async__loop_poll(loop);
    async__ready_run(loop, loop->options.poll_every);
}

void async__loop_go(struct async__loop *loop)
{
    while (!loop->failure) {
        async__loop_iterate(loop);
        if (loop->is_stopping) {
            break;
        }
    }
    loop->is_stopping = false;
}

/* ---- running ----------------------------------------------------------------------------------------------------- */

static bool is_watched(const struct async__loop *loop)
{
    return loop->options.debug || loop->options.hooks.fault;
}

int async__loop_enter(struct async__loop *loop)
{
    struct async__thread *nobody = NULL;
    /* It will have the frames of tasks that end here, though it may have made none. To close is always possible. */
    if (!loop->is_closing && !async__thread_register()) {
        return -ENOMEM;
    }
    if ((async__thread.running && !loop->is_closing) ||
        !atomic_compare_exchange_strong(&loop->runner, &nobody, &async__thread)) {
        return -EBUSY;
    }
    loop->outer.running = async__thread.running;
    loop->outer.hooks = async__thread.hooks;
    loop->outer.root = async_self.root;
    loop->outer.unhook = async_self.unhook;
    loop->outer.stack_limit = async__stack_enter();
    async__thread.running = loop;
    async__thread.self = &async_self;
    async__thread.hooks = loop->options.hooks.fault ? &loop->options.hooks : NULL;
    async_self.root = NULL;
    async_self.unhook = async__task_unhook;
    if (is_watched(loop)) {
        async__frames_recycle(false);
    }
    return 0;
}

void async__loop_leave(struct async__loop *loop)
{
    if (is_watched(loop)) {
        async__frames_recycle(true);
    }
    async__thread.running = loop->outer.running;
    async__thread.hooks = loop->outer.hooks;
    async_self.root = loop->outer.root;
    async_self.unhook = loop->outer.unhook;
    async_self.stack_limit = loop->outer.stack_limit;
    loop->failure = 0;
    atomic_store(&loop->runner, NULL);
}

int async_loop_run_forever(async_loop *handle)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    async_error in_flight = async_self.error;
    if (!loop) {
        return error;
    }
    if (!loop->driver->poll) {
        return -ENOTSUP;
    }
    error = async__loop_enter(loop);
    if (error) {
        return error;
    }
    async__loop_go(loop);
    error = loop->failure;
    async__loop_leave(loop);
    async_self.error = in_flight;
    return error;
}

void async__loop_stop(struct async__loop *loop)
{
    loop->is_stopping = true;
    loop->turns = 1;
}

int async_loop_stop(async_loop *handle)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    if (loop) {
        async__loop_stop(loop);
    }
    return error;
}

int async_loop_close(async_loop *handle)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    if (!loop) {
        return error == -ESHUTDOWN ? 0 : error;
    }
    if (loop->runner) {
        return -EBUSY;
    }
    async__loop_close(loop);
    return 0;
}

/* ---- looking ----------------------------------------------------------------------------------------------------- */

int async_loop_is_running(async_loop *handle)
{
    int error;
    struct async__loop *loop = async__loop_anywhere(handle, &error);
    return loop && loop->runner;
}

int async_loop_is_closed(async_loop *handle)
{
    int error = 0;
    return !async__loop_anywhere(handle, &error) && error == -ESHUTDOWN;
}

double async_loop_time(async_loop *handle)
{
    int error;
    struct async__loop *loop = async__loop_of(handle, &error);
    return loop ? (double)async__now(loop) / 1e9 : NAN;
}

async_loop *async_get_running_loop(void)
{
    return async__thread.running ? async__loop_handle(async__thread.running) : NULL;
}

void async_set_event_loop(async_loop *loop)
{
    async__thread.event_loop = loop;
}

int async_loop_set_error_handler(async_loop *handle, async_error_handler *handler, void *arg)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    if (loop) {
        loop->error_handler = handler;
        loop->error_arg = arg;
    }
    return error;
}
