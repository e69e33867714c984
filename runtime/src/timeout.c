/* timeout.c - AWAIT_TIMEOUT: cancels its task when the time is up, and tells that cancellation from others. */
#include "internal.h"

#include <math.h>

enum { ACTIVE, EXPIRED, ENDED }; /* timeout->state; expired: the task is or was cancelled by it */

static void expire(void *arg)
{
    async_timeout *timeout = arg;
    timeout->timer = NULL;
    timeout->state = EXPIRED;
    async__task_cancel(timeout->loop, timeout->task, NULL);
}

static void disarm(async_timeout *timeout)
{
    if (timeout->timer) {
        async__callback_drop(timeout->loop, timeout->timer);
        timeout->timer = NULL;
    }
}

/* False: no memory. That cannot be where it had a timer, of which the new one takes the place. */
static bool arm(async_timeout *timeout, int64_t when)
{
    struct async__loop *loop = timeout->loop;
    disarm(timeout);
    if (when < INT64_MAX) {
        timeout->timer = when <= async__now(loop) ? async__callback_soon(loop, expire, timeout)
                                                  : async__callback_at(loop, when, expire, timeout);
        if (!timeout->timer) {
            return false;
        }
    }
    timeout->when = when == INT64_MAX ? INFINITY : (double)when / 1e9;
    return true;
}

static async_status enter(async_timeout *timeout, double seconds, bool is_absolute)
{
    struct async__loop *loop;
    struct async__cell *task = async__task_running(&loop);
    if (!task) {
        return ASYNC_FAILED;
    }
    if (isnan(seconds)) {
        return async_raise(NULL, EINVAL, "AWAIT_TIMEOUT: the time is a NaN");
    }
    *timeout =
        (async_timeout){.loop = loop, .task = task, .when = INFINITY, .cancelling = task->cancelling, .state = ACTIVE};
    if (!arm(timeout, async__deadline(is_absolute ? 0 : async__now(loop), seconds))) {
        return async_raise(NULL, ENOMEM, "out of memory");
    }
    return ASYNC_DONE;
}

async_status async__timeout_enter__async(struct async_frame *storage, async_timeout *timeout, double seconds)
{
    (void)storage;
    return enter(timeout, seconds, false);
}

async_status async__timeout_enter_at__async(struct async_frame *storage, async_timeout *timeout, double when)
{
    (void)storage;
    return enter(timeout, when, true);
}

async_status async__timeout_leave__async(struct async_frame *storage, async_timeout *timeout,
                                         const async_error *leaving)
{
    struct async__cell *task = timeout->task;
    bool has_expired = timeout->state == EXPIRED;
    (void)storage;
    disarm(timeout);
    timeout->state = ENDED;
    if (has_expired && async__task_uncancel(task, timeout->cancelling) && leaving && leaving->code == ECANCELED) {
        return async_raise(NULL, ETIMEDOUT, "%s", "");
    }
    return ASYNC_DONE;
}

static int reschedule(async_timeout *timeout, double seconds, bool is_absolute)
{
    struct async__loop *loop = timeout->loop;
    if (loop->runner && loop->runner != &async__thread) {
        return -EXDEV;
    }
    if (isnan(seconds) || timeout->state != ACTIVE) {
        return -EINVAL;
    }
    return arm(timeout, async__deadline(is_absolute ? 0 : async__now(loop), seconds)) ? 0 : -ENOMEM;
}

int async_timeout_reschedule(async_timeout *timeout, double seconds)
{
    return reschedule(timeout, seconds, false);
}

int async_timeout_reschedule_at(async_timeout *timeout, double when)
{
    return reschedule(timeout, when, true);
}

double async_timeout_when(const async_timeout *timeout)
{
    return timeout->when;
}

int async_timeout_expired(const async_timeout *timeout)
{
    return timeout->state == EXPIRED;
}
