/* schedule.c - callbacks that the program schedules. */
#include "internal.h"

#include <errno.h>
#include <math.h>

static struct async__cell *callback_new(struct async__loop *loop, void (*callback)(void *), void *arg)
{
    struct async__cell *cell = async__cell_new(loop);
    if (cell) {
        cell->as.callback = callback;
        cell->more.arg = arg;
        cell->state = CALLBACK_READY;
    }
    return cell;
}

struct async__cell *async__callback_soon(struct async__loop *loop, void (*callback)(void *), void *arg)
{
    struct async__cell *cell = callback_new(loop, callback, arg);
    if (cell) {
        async__ready_push(loop, cell);
    }
    return cell;
}

struct async__cell *async__callback_at(struct async__loop *loop, int64_t when, void (*callback)(void *), void *arg)
{
    struct async__cell *cell = callback_new(loop, callback, arg);
    if (cell && !async__timer_start(loop, cell, when)) {
        async__cell_free(loop, cell);
        cell = NULL;
    }
    if (cell) {
        cell->state = CALLBACK_TIMED;
    }
    return cell;
}

bool async__callback_drop(struct async__loop *loop, struct async__cell *cell)
{
    if (cell->state == CALLBACK_TIMED) {
        async__timer_stop(loop, cell);
        async__cell_free(loop, cell);
        return true;
    }
    bool waits = cell->state == CALLBACK_READY;
    cell->state = CALLBACK_DROPPED;
    return waits;
}

/* ---- what programs call ------------------------------------------------------------------------------------------ */

static async_handle handle_of(struct async__loop *loop, struct async__cell *cell)
{
    if (cell) {
        cell->locals = async__locals_inherit();
        return (async_handle){cell->id};
    }
    async__report_new(loop, NULL, NULL, ENOMEM, "a callback was not scheduled: out of memory");
    return (async_handle){0};
}

/* The loop to schedule on, or NULL, which has been reported. */
static struct async__loop *open_loop(async_loop *handle)
{
    int error = -ESHUTDOWN;
    struct async__loop *loop = async__loop_here(handle, &error);
    if (!loop || loop->is_closing) {
        async__report_new(loop, NULL, NULL, -error, "a callback was not scheduled: %s",
                          loop || error == -ESHUTDOWN ? "the event loop is closed"
                          : error == -EXDEV           ? "another thread runs the event loop"
                                                      : strerror(-error));
        return NULL;
    }
    return loop;
}

static async_handle schedule_at(struct async__loop *loop, int64_t when, void (*fn)(void *arg), void *arg)
{
    return handle_of(loop, async__callback_at(loop, when, fn, arg));
}

/* A time that is none. */
static async_handle refuse(struct async__loop *loop)
{
    async__report_new(loop, NULL, NULL, EINVAL, "a callback was not scheduled: its time is a NaN");
    return (async_handle){0};
}

async_handle async_call_soon(async_loop *handle, void (*fn)(void *arg), void *arg)
{
    struct async__loop *loop = open_loop(handle);
    return loop ? handle_of(loop, async__callback_soon(loop, fn, arg)) : (async_handle){0};
}

async_handle async_call_later(async_loop *handle, double delay, void (*fn)(void *arg), void *arg)
{
    struct async__loop *loop = open_loop(handle);
    if (!loop) {
        return (async_handle){0};
    }
    return isnan(delay) ? refuse(loop) : schedule_at(loop, async__deadline(async__now(loop), delay), fn, arg);
}

async_handle async_call_at(async_loop *handle, double when, void (*fn)(void *arg), void *arg)
{
    struct async__loop *loop = open_loop(handle);
    if (!loop) {
        return (async_handle){0};
    }
    return isnan(when) ? refuse(loop) : schedule_at(loop, async__deadline(0, when), fn, arg);
}

int async_handle_cancel(async_handle handle)
{
    struct async__loop *loop;
    int error;
    if (async__is_remote(handle.id)) {
        return async__inbox_cancel(handle.id);
    }
    struct async__cell *cell = async__cell_find(handle.id, &loop, &error);
    if (!cell || (cell->state != CALLBACK_READY && cell->state != CALLBACK_TIMED)) {
        return cell || error == -ESTALE || error == -ESHUTDOWN ? 0 : error;
    }
    return async__callback_drop(loop, cell);
}
