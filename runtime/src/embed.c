/* embed.c - loops that a program gives turns to. */
#include <asyncc/embed.h>

#include "internal.h"

#include <errno.h>
#include <math.h>

static int wake(struct async__loop *loop)
{
    if (!loop->embed_wake) {
        return -ENOTSUP;
    }
    loop->embed_wake(loop->embed_arg);
    return 0;
}

static const struct async__driver embed_driver = {.wake = wake};

async_loop *async_embed_new(const async_loop_options *options, async_embed_wake *wake_program, void *arg)
{
    struct async__loop *loop = async__loop_make(&embed_driver, options);
    if (!loop) {
        return NULL;
    }
    loop->embed_wake = wake_program;
    loop->embed_arg = arg;
    return async__loop_handle(loop);
}

/* Nothing is ready: with a virtual clock, time passes. */
static void jump(struct async__loop *loop)
{
    int64_t next = async__timers_next(loop);
    if (loop->options.virtual_clock && next > 0 && !loop->ready.first && !loop->inbox.has_work) {
        loop->now += next;
    }
}

double async_embed_turn(async_loop *handle)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    if (!loop) {
        return error;
    }
    async_error in_flight = async_self.error;
    error = loop->driver == &embed_driver ? async__loop_enter(loop) : -ENOTSUP;
    if (error) {
        return error;
    }
    jump(loop);
    async__loop_poll(loop);
    async__ready_run(loop, 1);
    int64_t next = loop->ready.first ? 0 : async__timers_next(loop);
    if (next > 0 && loop->options.virtual_clock) {
        next = 0;
    }
    error = loop->failure;
    async__loop_leave(loop);
    async_self.error = in_flight;
    if (error) {
        return error;
    }
    return next < 0 ? INFINITY : (double)next / 1e9;
}
