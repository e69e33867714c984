/* many.c - see many.h. Handles are copied out of the program's array by memcpy: they have its type, FUTURE(T). */
#include "many.h"

#include <errno.h>
#include <math.h>

/* Finds the futures, of handles that may lie where the entries will be; while that goes on, entries are tagged futures,
 * and those that were seen are marked. */
static int find_all(struct async__many *many, const void *handles, bool consume, size_t *found)
{
    for (*found = 0; *found < many->count; (*found)++) {
        async_any handle;
        int error;
        struct async__loop *owner;
        memcpy(&handle, (const char *)handles + *found * sizeof handle, sizeof handle);
        struct async__cell *future = async__future_find(handle, &owner, &error);
        if (!future) {
            return error;
        }
        if (owner && owner != many->loop) {
            return -EXDEV;
        }
        if (future == async_self.root) {
            return -EDEADLK;
        }
        if (consume && !future->is_marked && async__is_used_up(future)) {
            return -EINVAL;
        }
        many->entries[*found] = (uintptr_t)future | future->is_marked;
        future->is_marked = true;
    }
    return 0;
}

/* The first `count` entries are tagged where they repeat one before, so that a waiter is made for each of the others.
 */
static void unmark(struct async__many *many, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ((struct async__cell *)(many->entries[i] & ~(uintptr_t)1))->is_marked = false;
    }
}

static void drop_waiters(struct async__many *many, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!async__many_is_repeated(many, i)) {
            async__waiter_drop(many->loop, (struct async__cell *)many->entries[i]);
        }
    }
}

static bool make_waiters(struct async__many *many)
{
    for (size_t i = 0; i < many->count; i++) {
        if (async__many_is_repeated(many, i)) {
            continue;
        }
        struct async__cell *waiter = async__waiter_new(many->loop, (struct async__cell *)many->entries[i]);
        if (!waiter) {
            drop_waiters(many, i);
            return false;
        }
        waiter->kind = WAITS_OPERATION;
        waiter->as.operation = &many->operation;
        waiter->index = (uint32_t)i;
        many->entries[i] = (uintptr_t)waiter;
        many->pending++;
    }
    return true;
}

struct async_frame *async__many_frame_new(const struct async_function *function, size_t size, size_t n)
{
    if (n > (SIZE_MAX - size) / sizeof(uintptr_t)) {
        async_raise(NULL, ENOMEM, "out of memory");
        return NULL;
    }
    return async__frame_new_sized(function, size + n * sizeof(uintptr_t));
}

static int take(struct async__many *many, const void *handles, bool consume)
{
    int error = 0;
    size_t found;
    many->loop = async__loop_current(&error);
    if (!many->loop) {
        return error;
    }
    error = find_all(many, handles, consume, &found);
    unmark(many, found);
    if (error) {
        return error;
    }
    return make_waiters(many) ? 0 : -ENOMEM;
}

int async__many_take(struct async__many *many, const void *handles, bool consume)
{
    int error = take(many, handles, consume);
    if (error) {
        many->count = 0;
    }
    for (size_t i = 0; consume && i < many->count; i++) {
        if (!async__many_is_repeated(many, i)) {
            struct async__cell *future = async__many_future(many, i);
            async__take_one(future);
            future->references--; /* the waiter has one of its own */
        }
    }
    return error;
}

/* ---- its start --------------------------------------------------------------------------------------------------- */

static void time_up(void *arg)
{
    struct async__many *many = arg;
    many->timer = NULL;
    many->is_expired = true;
    async__operation_wake(&many->operation);
}

bool async__many_arm(struct async__many *many, double timeout)
{
    if (timeout < INFINITY) {
        int64_t when = async__deadline(async__now(many->loop), timeout);
        many->timer = async__callback_at(many->loop, when, time_up, many);
        if (!many->timer) {
            return false;
        }
    }
    for (size_t i = 0; i < many->count; i++) {
        if (!async__many_is_repeated(many, i) &&
            !async__chain(many->loop, async__many_future(many, i), (struct async__cell *)many->entries[i])) {
            return false;
        }
    }
    return true;
}

bool async__many_enter(struct async__many *many)
{
    struct async__loop *loop;
    if (async__task_running(&loop)) {
        if (loop == many->loop) {
            return true;
        }
        async__refused(-EXDEV);
    }
    async__many_fail(many);
    return false;
}

async_status async__many_begin(struct async__many *many, struct async_frame *frame, double timeout)
{
    if (!async__many_enter(many)) {
        return ASYNC_FAILED;
    }
    if (!many->count) {
        return ASYNC_DONE;
    }
    if (!async__many_arm(many, timeout)) {
        async_raise(NULL, ENOMEM, "out of memory");
        return async__many_fail(many);
    }
    return async__operate(&many->operation, frame, 1);
}

async_status async__many_start(struct async_frame *storage, struct async_frame *frame, struct async__many *many,
                               const void *handles, bool consume, double timeout)
{
    int error = async__many_take(many, handles, consume);
    if (!error && storage) {
        return async_start_later(frame, ASYNC__STATE_TAKEN);
    }
    async_status status = error ? async__refused(error) : async__many_begin(many, frame, timeout);
    if (status != ASYNC_PENDING) {
        async_frame_free(frame);
    }
    return status;
}

/* ---- meanwhile --------------------------------------------------------------------------------------------------- */

async_status async__operate(struct async__operation *operation, struct async_frame *frame, unsigned state)
{
    struct async__cell *task = async_self.root;
    operation->task = task;
    task->state = TASK_OPERATES;
    task->link.operation = operation;
    return async_suspend_leaf(frame, state);
}

void async__operation_wake(struct async__operation *operation)
{
    struct async__cell *task = operation->task;
    if (task && task->state == TASK_OPERATES) {
        task->state = TASK_READY;
        async__ready_push(async__thread.running, task);
    }
}

bool async__many_cancel(struct async__many *many, const char *message)
{
    bool any = false;
    for (size_t i = 0; i < many->count; i++) {
        if (!async__many_is_repeated(many, i)) {
            any |= async__task_cancel(many->loop, async__many_future(many, i), message);
        }
    }
    return any;
}

bool async__many_pass_on(struct async__operation *operation, const char *message)
{
    struct async__many *many = (struct async__many *)operation;
    bool any = async__many_cancel(many, message);
    many->was_cancelled |= any;
    return any;
}

bool async__many_leave(struct async__operation *operation, const char *message)
{
    (void)message;
    async__operation_wake(operation);
    return false;
}

/* ---- its end ----------------------------------------------------------------------------------------------------- */

void async__many_drop(struct async__many *many)
{
    if (many->timer) {
        async__callback_drop(many->loop, many->timer);
        many->timer = NULL;
    }
    drop_waiters(many, many->count);
    many->count = 0;
}

async_status async__many_fail(struct async__many *many)
{
    async_error error = async_self.error;
    async__many_drop(many);
    async_self.error = error;
    return ASYNC_FAILED;
}
