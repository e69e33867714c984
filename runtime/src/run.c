/* run.c - running a loop until a future is done: async_run and its relatives. */
#include "internal.h"

#include <errno.h>
#include <stdlib.h>

/* ---- until a future is done -------------------------------------------------------------------------------------- */

struct stopper {
    struct async__loop *loop;
    bool has_run;
};

static void stop(void *arg)
{
    struct stopper *stopper = arg;
    stopper->has_run = true;
    async__loop_stop(stopper->loop);
}

static struct async__cell *stopper_new(struct async__loop *loop, struct async__cell *future, struct stopper *stopper)
{
    struct async__cell *cell = async__cell_new(loop);
    if (cell) {
        cell->state = CALLBACK_READY;
        cell->as.callback = stop;
        cell->more.arg = stopper;
        async__reference(future);
        if (!async__chain(loop, future, cell)) {
            async__cell_free(loop, cell);
            future->references--;
            return NULL;
        }
    }
    return cell;
}

static void stopper_drop(struct async__loop *loop, struct async__cell *future, struct async__cell *cell)
{
    if (cell->state == CALLBACK_READY) {
        cell->state = CALLBACK_DROPPED;
        return;
    }
    async__unchain(future, cell);
    async__cell_free(loop, cell);
    async__unreference(loop, future);
}

/* Runs until `future` is done. ASYNC_FAILED: it is not, and async_self.error tells why. */
static async_status run_until_done(struct async__loop *loop, struct async__cell *future)
{
    struct stopper stopper = {.loop = loop};
    struct async__cell *cell = stopper_new(loop, future, &stopper);
    if (!cell) {
        return async_raise(NULL, ENOMEM, "out of memory");
    }
    async__loop_go(loop);
    if (!stopper.has_run) {
        stopper_drop(loop, future, cell);
    }
    if (async__is_done(future)) {
        return ASYNC_DONE;
    }
    if (loop->failure) {
        return async_raise(NULL, -loop->failure, "%s",
                           loop->failure == -EDEADLK ? "nothing is left that could wake the tasks of the event loop"
                                                     : "the event loop can neither wait nor go on");
    }
    return async_raise(NULL, EINTR, "event loop stopped before future completed");
}

/* Takes the value of a future that was run for, whether it is done or not. */
static async_status settle_up(struct async__loop *loop, struct async__cell *future, async_status status, void *room,
                              size_t size, size_t align)
{
    if (status == ASYNC_DONE) {
        return async__deliver(loop, future, room, size, align);
    }
    async_error error = async_self.error;
    async__unreference(loop, future);
    async_self.error = error;
    return ASYNC_FAILED;
}

/* What a form without _catch does with an error, and one with it. The one in flight, where a cleanup called the form,
 * goes on. */
static void finish(async_status status, async_error *error, const async_error *in_flight)
{
    if (error) {
        async_catch(status, error);
    } else if (status == ASYNC_FAILED) {
        fflush(stdout);
        async_error_print(&async_self.error, stderr);
        exit(1);
    }
    async_self.error = *in_flight;
}

static async_status refuse(int error)
{
    switch (error) {
    case -EBUSY:
        return async_raise(NULL, EBUSY, "an event loop is running already");
    case -ESHUTDOWN:
        return async_raise(NULL, ESHUTDOWN, "event loop is closed");
    case -ENOTSUP:
        return async_raise(NULL, ENOTSUP, "an embedded loop is given its turns by the program");
    default:
        return async_raise(NULL, -error, "the event loop does not run");
    }
}

/* A loop that can run, entered; NULL: async_self.error tells why not. */
static struct async__loop *enter(async_loop *handle)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    if (loop) {
        error = loop->driver->poll ? async__loop_enter(loop) : -ENOTSUP;
    }
    if (error) {
        refuse(error);
        return NULL;
    }
    return loop;
}

/* ---- a future that is there -------------------------------------------------------------------------------------- */

static async_status complete(async_loop *handle, async_any f, void *room, size_t size, size_t align)
{
    struct async__loop *loop = enter(handle), *owner;
    if (!loop) {
        return ASYNC_FAILED;
    }
    struct async__cell *future = async__take_use(f, &owner);
    async_status status = ASYNC_FAILED;
    if (future) {
        status = settle_up(loop, future, run_until_done(loop, future), room, size, align);
    }
    async__loop_leave(loop);
    return status;
}

void *async__run_until_complete(async_loop *loop, async_any f, void *room, size_t size, size_t align,
                                async_error *error)
{
    async_error in_flight = async_self.error;
    finish(complete(loop, f, room, size, align), error, &in_flight);
    return room;
}

/* ---- a call on a loop that is there ------------------------------------------------------------------------------ */

static async_status run_call(async_loop *handle, async_status status, void *room, size_t size, size_t offset)
{
    struct async_frame *leaf = async_self.leaf;
    struct async__loop *loop = status == ASYNC_PENDING ? enter(handle) : NULL;
    async_self.start_later = 0;
    if (!loop) {
        if (status == ASYNC_PENDING) {
            async_error error = async_self.error;
            async__call_drop(leaf);
            async_self.error = error;
        }
        return ASYNC_FAILED;
    }
    async_self.leaf = leaf;
    struct async__cell *task = async__task_new(loop, NULL, size, offset);
    if (task) {
        async__take_one(task);
        status = settle_up(loop, task, run_until_done(loop, task), room, size, offset);
    } else {
        status = async_raise(NULL, ENOMEM, "out of memory");
    }
    async__loop_leave(loop);
    return status;
}

void *async__loop_run_catch(async_loop *loop, async_status status, void *room, size_t size, size_t offset,
                            async_error *error)
{
    async_error in_flight = async_self.error;
    finish(run_call(loop, status, room, size, offset), error, &in_flight);
    return room;
}

void async__loop_run_void_catch(async_loop *loop, async_status status, async_error *error)
{
    async_error in_flight = async_self.error;
    finish(run_call(loop, status, NULL, 0, 1), error, &in_flight);
}

void *async__loop_run(async_loop *loop, async_status status, void *room, size_t size, size_t offset)
{
    return async__loop_run_catch(loop, status, room, size, offset, NULL);
}

void async__loop_run_void(async_loop *loop, async_status status)
{
    async__loop_run_void_catch(loop, status, NULL);
}

/* ---- async_run --------------------------------------------------------------------------------------------------- */

static void cancel_tasks(struct async__loop *loop)
{
    for (uint32_t slot = 0; loop->task_count && slot < loop->cells.count; slot++) {
        struct async__cell *cell = async__cell_at(loop, slot);
        if (async__is_live_task(cell) && !cell->is_ending) {
            cell->is_ending = true;
            loop->ending_count++;
            async__task_cancel(loop, cell, NULL);
        }
    }
}

/* Cancels what is left and runs that to its end; then what that has spawned. What goes on spawning is left for the
 * close. */
static void cancel_all(struct async__loop *loop)
{
    loop->failure = 0;
    for (int rounds = 0; loop->task_count && !loop->failure && rounds < ASYNC__PATIENCE; rounds++) {
        cancel_tasks(loop);
        while (loop->ending_count && !loop->failure) {
            loop->is_stopping = false;
            async__loop_iterate(loop);
        }
    }
    loop->is_stopping = false;
}

static async_status run_main(struct async__loop *loop, void *room, size_t size, size_t offset)
{
    struct async__cell *task = async__task_new(loop, NULL, size, offset);
    if (!task) {
        return async_raise(NULL, ENOMEM, "out of memory");
    }
    async__take_one(task);
    loop->main_task = task;
    async_status status = run_until_done(loop, task);
    async_error error = async_self.error;
    cancel_all(loop);
    async_self.error = error;
    status = settle_up(loop, task, status, room, size, offset);
    loop->main_task = NULL;
    if (loop->main_frame) {
        async_frame_free(loop->main_frame);
        loop->main_frame = NULL;
    }
    return status;
}

static struct async__loop *new_loop(void)
{
    if (async__thread.running) {
        errno = EBUSY;
        return NULL;
    }
    return async__loop_make(&async__epoll_driver, NULL);
}

static async_status run(async_status status, void *room, size_t size, size_t offset)
{
    struct async_frame *leaf = async_self.leaf;
    async_self.start_later = 0;
    if (status != ASYNC_PENDING) {
        return ASYNC_FAILED;
    }
    async_loop *before = async__thread.event_loop;
    struct async__loop *loop = new_loop();
    int error = loop ? async__loop_enter(loop) : -errno;
    if (error) {
        async__call_drop(leaf);
        if (loop) {
            async__loop_close(loop);
        }
        return refuse(error);
    }
    async__thread.event_loop = async__loop_handle(loop);
    async_self.leaf = leaf;
    status = run_main(loop, room, size, offset);
    async__loop_leave(loop);
    async__loop_close(loop);
    async__thread.event_loop = before;
    return status;
}

void *async__run_catch(async_status status, void *room, size_t size, size_t offset, async_error *error)
{
    async_error in_flight = async_self.error;
    finish(run(status, room, size, offset), error, &in_flight);
    return room;
}

void async__run_void_catch(async_status status, async_error *error)
{
    async_error in_flight = async_self.error;
    finish(run(status, NULL, 0, 1), error, &in_flight);
}

void *async__run(async_status status, void *room, size_t size, size_t offset)
{
    return async__run_catch(status, room, size, offset, NULL);
}

void async__run_void(async_status status)
{
    async__run_void_catch(status, NULL);
}
