/* task.c - a task: the root of a chain of frames, resumed at its leaf, whose end settles a future. */
#include "step.h"

#include <errno.h>
#include <stdio.h>

/* ---- the end ----------------------------------------------------------------------------------------------------- */

/* The frame of the main task stays, as others may have the addresses of its locals. */
static void free_root(struct async__loop *loop, const struct async__cell *task, struct async_frame *root)
{
    if (task == loop->main_task) {
        loop->main_frame = root;
    } else {
        async_frame_free(root);
    }
}

/* The task has its value, in its root frame. Small ones move into the cell, unless the frame is about to be handed on.
 */
static void keep_value(struct async__loop *loop, struct async__cell *task, struct async_frame *root)
{
    if (task->has_value && (task->is_wide || task->list.waiters & 1 || task == loop->main_task)) {
        task->as.kept = root;
        task->is_kept = true;
        return;
    }
    if (task->has_value) {
        memcpy(task->as.small, root + 1, sizeof task->as.small);
    }
    free_root(loop, task, root);
}

/* A value that came too late: the task had cancelled itself. */
static void discard_value(const struct async__cell *task, struct async_frame *root)
{
    struct async__extra *extra = async__extra_of(task);
    if (extra && extra->drop && task->has_value) {
        extra->drop((char *)root + ASYNC__RESULT_OFFSET(extra->drop_align));
    }
    async__cancelled_raise(task);
}

void async__task_end(struct async__loop *loop, struct async__cell *task, async_status status)
{
    struct async_frame *root = async_self.child;
    enum async__state state = DONE_VALUE;
    struct async__extra *extra = async__extra_of(task);
    loop->task_count--;
    loop->ending_count -= task->is_ending;
    if (ASYNC__UNLIKELY(extra)) {
        async__completing_end(extra);
    }
    if (status == ASYNC_DONE && !task->must_cancel) {
        keep_value(loop, task, root);
    } else {
        if (status == ASYNC_DONE) {
            discard_value(task, root);
        }
        task->must_cancel = false;
        state = async__error_set(task, &async_self.error);
        free_root(loop, task, root);
    }
    async_self.root = NULL;
    async__settle(loop, task, state);
}

/* ---- running ----------------------------------------------------------------------------------------------------- */

static void request_cancel(struct async__loop *loop, struct async__cell *task, const char *message);

/* What the next ECANCELED in a task is to say: kept where its error will be. */
static const char *message_of(const struct async__cell *task)
{
    const struct async__extra *extra = async__extra_of(task);
    return extra ? extra->error.message : "";
}

/* Where there is no memory, it says nothing. */
static void note_message(struct async__cell *task, const char *message)
{
    bool is_empty = !message || !*message;
    struct async__extra *extra = is_empty ? async__extra_of(task) : async__extra_need(task);
    if (extra) {
        snprintf(extra->error.message, sizeof extra->error.message, "%s", is_empty ? "" : message);
    }
}

void async__task_cancel_wait(struct async__loop *loop, struct async__cell *task)
{
    char message[sizeof async_self.error.message];
    snprintf(message, sizeof message, "%s", message_of(task));
    task->must_cancel = false;
    request_cancel(loop, task, message);
}

async_status async__cancelled_raise(const struct async__cell *task)
{
    return async_raise(NULL, ECANCELED, "%s", message_of(task));
}

void async__task_raise(struct async__loop *loop, struct async__cell *task)
{
    task->must_cancel = false;
    task->state = TASK_READY;
    async_self.root = task;
    async__cancelled_raise(task);
    async__task_stepped(loop, task, async__chain_fail(task->as.leaf));
}

void async__task_joined(struct async__loop *loop, struct async__cell *task, struct async__cell *future)
{
    struct async_frame *child = NULL;
    async_status status = ASYNC_FAILED;
    /* The ordinary case first: the value is in a frame that is handed on, and nobody else needs the future. */
    if (ASYNC__LIKELY(!task->must_cancel && future->state == DONE_VALUE && future->has_value == future->is_kept &&
                      future->references == 1 && !async__extra_of(future))) {
        child = future->is_kept ? future->as.kept : NULL;
        async__cell_free(loop, future);
        async__task_step(loop, task, child, ASYNC_DONE);
        return;
    }
    if (task->must_cancel) {
        async__unreference(loop, future);
        async__task_raise(loop, task);
        return;
    }
    if (future->state == DONE_VALUE) {
        child = async__value_frame(future, future->references == 1, &status);
        async__unreference(loop, future);
        if (status == ASYNC_FAILED) {
            async_raise(NULL, ENOMEM, "out of memory");
        }
    } else {
        async__error_raise(future);
        async__unreference(loop, future);
    }
    async__task_step(loop, task, child, status);
}

void async__task_unhook(void *root)
{
    struct async__cell *task = root, *other = task->link.other;
    struct async__loop *loop = async__thread.running;
    switch (task->state) {
    case TASK_JOINS:
        other->list.waiters = 0;
        async__unreference(loop, other);
        break;
    case TASK_CHAINED:
        async__waiter_drop(loop, other);
        break;
    case TASK_SLEEPS:
        async__timer_stop(loop, task);
        break;
    case TASK_PARKED:
        async__parked_drop(loop, other);
        break;
    default:
        break;
    }
    task->state = TASK_READY;
}

void async__task_destroy(struct async__loop *loop, struct async__cell *task)
{
    struct async_frame *leaf = task->as.leaf;
    async_status status = ASYNC_PENDING;
    async_self.root = task;
    for (int rounds = 0; status == ASYNC_PENDING && rounds < ASYNC__PATIENCE; rounds++) {
        async__task_unhook(task);
        async_raise(NULL, ECANCELED, "%s", "");
        status = async__chain_fail(leaf);
        leaf = async_self.leaf;
    }
    if (status == ASYNC_PENDING) {
        async__report_new(loop, task, async__site_of(task), EDEADLK, "a task does not end when its loop is closed");
        async__task_unhook(task);
        while (leaf->caller) {
            struct async_frame *caller = leaf->caller;
            async_frame_free(leaf);
            leaf = caller;
        }
        async_self.child = leaf;
        async_raise(NULL, ECANCELED, "%s", "");
    }
    async__task_end(loop, task, status == ASYNC_DONE ? ASYNC_DONE : ASYNC_FAILED);
}

/* ---- cancelling -------------------------------------------------------------------------------------------------- */

bool async__task_raise_soon(struct async__loop *loop, struct async__cell *task, void (*raise)(void *task))
{
    struct async__cell *callback = async__callback_soon(loop, raise, task);
    if (callback) {
        async__reference(task);
        callback->list.settled = task;
    }
    return callback;
}

static void raise_in_sleeper(void *arg)
{
    struct async__cell *task = arg;
    struct async__loop *loop = async__thread.running;
    if (task->state == TASK_SLEEPS && task->must_cancel) {
        async__timer_stop(loop, task);
        async__task_raise(loop, task);
    }
}

/* A task that sleeps is to be cancelled soon. Its timer stays, as the cancellation may be taken back. */
static void wake_sleeper(struct async__loop *loop, struct async__cell *task)
{
    if (async__task_raise_soon(loop, task, raise_in_sleeper)) {
        return;
    }
    async__timer_stop(loop, task);
    task->state = TASK_READY;
    async__ready_push(loop, task);
}

/* Has ECANCELED raised in a task that waits for no single other one: by cancelling what it waits for, or at its next
 * step. */
static void cancel_here(struct async__loop *loop, struct async__cell *task, const char *message)
{
    bool passed_on = false;
    note_message(task, message);
    switch (task->state) {
    case TASK_OPERATES:
        passed_on = task->link.operation->type->cancel(task->link.operation, message);
        break;
    case TASK_SLEEPS:
        if (!task->must_cancel) {
            wake_sleeper(loop, task);
        }
        break;
    case TASK_PARKED:
        if (!task->must_cancel) {
            async__parked_cancel(loop, task);
        }
        break;
    default:
        break;
    }
    if (!passed_on) {
        task->must_cancel = true;
    }
}

/* ---- cancelling one that waits for others ------------------------------------------------------------------------ */

static void raise_in_circle(void *arg)
{
    struct async__cell *task = arg;
    bool waits = task->state == TASK_JOINS || task->state == TASK_CHAINED || task->state == TASK_OPERATES;
    if (waits && task->must_cancel) {
        async__task_unhook(task);
        async__task_raise(async__thread.running, task);
    }
}

/* A task that waits for itself, by way of others: none of them will end before it is raised in one. */
static void break_circle(struct async__loop *loop, struct async__cell *task, const char *message)
{
    note_message(task, message);
    if (!task->must_cancel && !async__task_raise_soon(loop, task, raise_in_circle)) {
        async__task_unhook(task);
        async__ready_push(loop, task);
    }
    task->must_cancel = true;
}

/* The one task or future that a task waits for, or NULL. */
static struct async__cell *joined_by(const struct async__cell *task)
{
    switch (task->state) {
    case TASK_JOINS:
        return task->link.other;
    case TASK_CHAINED:
        return task->link.other->more.future;
    default:
        return NULL;
    }
}

static void count_cancellation(struct async__cell *task)
{
    if (task->cancelling < UINT8_MAX) {
        task->cancelling++;
    }
}

/* Has ECANCELED raised in a task that has not ended. Along a chain of tasks of which each waits for the next: in the
 * last one; not by recursion, as such chains are as long as a program makes them. */
static void request_cancel(struct async__loop *loop, struct async__cell *task, const char *message)
{
    struct async__cell *first = task, *next;
    size_t length = 1;
    task->is_passing = true;
    while ((next = joined_by(task)) && next->is_task && !async__is_done(next) && !next->is_passing) {
        count_cancellation(next);
        next->is_passing = true;
        length++;
        task = next;
    }
    if (!next) {
        cancel_here(loop, task, message);
    } else if (next->is_passing) {
        count_cancellation(next);
        break_circle(loop, joined_by(next) ? next : task,
                     message); /* what waits for several things need not end for this */
    } else if (!async__task_cancel(loop, next, message)) {
        note_message(task, message);
        task->must_cancel = true;
    }
    for (task = first; length--; task = next) {
        task->is_passing = false;
        next = joined_by(task);
    }
}

bool async__task_cancel(struct async__loop *loop, struct async__cell *cell, const char *message)
{
    if (async__is_done(cell)) {
        return false;
    }
    if (!cell->is_task) {
        async_error error = {.code = ECANCELED};
        snprintf(error.message, sizeof error.message, "%s", message ? message : "");
        async__settle(loop, cell, async__error_set(cell, &error));
        return true;
    }
    count_cancellation(cell);
    if (cell->is_passing) {
        break_circle(loop, cell, message);
    } else {
        request_cancel(loop, cell, message);
    }
    return true;
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

/* A task in a cell that is new. */
static inline void start_task(struct async__loop *loop, struct async__cell *task, const struct async_site *site,
                              size_t size, size_t align)
{
    *task = (struct async__cell){
        .id = task->id,
        .as.leaf = async_self.leaf,
        .more.extra = site ? (uintptr_t)site | 1 : 0,
        .locals = async__locals_inherit(),
        .references = 1,
        .state = TASK_READY,
        .is_task = true,
        .has_value = size > 0,
        .is_wide = size > sizeof task->as.small || align > sizeof task->as.small,
        .uses = 1,
    };
    async_self.start_later = 0;
    async__ready_push(loop, task);
    loop->task_count++;
}

struct async__cell *async__task_new(struct async__loop *loop, const struct async_site *site, size_t size, size_t align)
{
    struct async__cell *task = async__cell_new(loop);
    if (task) {
        start_task(loop, task, site, size, align);
    } else {
        async__call_drop(async_self.leaf);
    }
    return task;
}

void async__call_drop(struct async_frame *leaf)
{
    void *root = async_self.root;
    async_self.start_later = 0;
    async_self.root = NULL;
    async_raise(NULL, ECANCELED, "%s", "");
    async__chain_fail(leaf);
    async_frame_free(async_self.child);
    async_self.root = root;
}

/* The call failed before it could begin: so does the task. */
static async_any failed_task(struct async__loop *loop)
{
    struct async__cell *task = async__cell_new(loop);
    if (!task) {
        return async__failed_handle(ENOMEM);
    }
    task->is_task = true;
    task->references = task->uses = 1;
    enum async__state state = async__error_set(task, &async_self.error);
    task->state = state;
    return async__cell_handle(task);
}

static async_any spawn_on(struct async__loop *loop, int error, async_status status, const struct async_site *site,
                          size_t size, size_t align)
{
    if (!loop || loop->is_closing) {
        if (status == ASYNC_PENDING) {
            async__call_drop(async_self.leaf);
        }
        return async__failed_handle(loop ? ESHUTDOWN : -error);
    }
    if (status != ASYNC_PENDING) {
        return failed_task(loop);
    }
    struct async__cell *task = async__task_new(loop, site, size, align);
    return task ? async__cell_handle(task) : async__failed_handle(ENOMEM);
}

static ASYNC__COLD void *spawn_slow(async_status status, const struct async_site *site, size_t size, size_t align)
{
    int error = 0;
    struct async_frame *leaf = async_self.leaf;
    struct async__loop *loop = async__loop_current(&error);
    async_self.leaf = leaf; /* making a loop may have run an error handler */
    return spawn_on(loop, error, status, site, size, align);
}

/* The ordinary case first: a running loop that has a free cell. */
void *async__spawn(async_status status, const struct async_site *site, size_t size, size_t align)
{
    struct async__loop *loop = async__thread.running;
    if (ASYNC__UNLIKELY(status != ASYNC_PENDING || !loop || loop->is_closing || !loop->cells.free ||
                        async__thread.hooks)) {
        return spawn_slow(status, site, size, align);
    }
    struct async__cell *task = loop->cells.free;
    loop->cells.free = task->link.next;
    start_task(loop, task, site, size, align);
    return async__cell_handle(task);
}

void *async__spawn_on(async_loop *loop, async_status status, const struct async_site *site, size_t size, size_t align)
{
    int error = 0;
    struct async__loop *found = async__loop_of(loop, &error);
    return spawn_on(found, error, status, site, size, align);
}

/* ---- looking ----------------------------------------------------------------------------------------------------- */

struct async__cell *async__task_running(struct async__loop **loop)
{
    *loop = async__thread.running;
    if (!async_self.root || !*loop) {
        async_raise(NULL, EPERM, "not in a task");
        return NULL;
    }
    return async_self.root;
}

async_any async_current_task(void)
{
    return async_self.root && async__thread.running ? async__cell_handle(async_self.root) : NULL;
}

static struct async__cell *find_task(async_any f, int *error)
{
    struct async__loop *loop;
    struct async__cell *cell = async__future_find(f, &loop, error);
    if (cell && !cell->is_task) {
        *error = -EINVAL;
        return NULL;
    }
    return cell;
}

int async__cancelling(async_any f)
{
    int error;
    struct async__cell *task = find_task(f, &error);
    return task ? task->cancelling : error;
}

bool async__task_uncancel(struct async__cell *task, unsigned level)
{
    if (task->cancelling) {
        task->cancelling--;
    }
    if (task->cancelling > level) {
        return false;
    }
    task->must_cancel = false;
    return true;
}

int async__uncancel(async_any f)
{
    int error;
    struct async__cell *task = find_task(f, &error);
    if (!task) {
        return error;
    }
    if (task->cancelling) {
        async__task_uncancel(task, 0);
    }
    return task->cancelling;
}

int async__task_set_name(async_any f, const char *name)
{
    int error;
    struct async__cell *task = find_task(f, &error);
    if (!task) {
        return error;
    }
    struct async__extra *extra = async__extra_need(task);
    size_t size = strlen(name) + 1;
    char *copy = extra ? async__allocate(size) : NULL;
    if (!copy) {
        return -ENOMEM;
    }
    memcpy(copy, name, size);
    async__release(extra->name);
    extra->name = copy;
    return 0;
}

const char *async__task_name(async_any f)
{
    int error;
    struct async__cell *task = find_task(f, &error);
    struct async__extra *extra = task ? async__extra_of(task) : NULL;
    return extra ? extra->name : NULL;
}

size_t async_all_tasks(async_loop *handle, async_any *out, size_t n)
{
    int error;
    struct async__loop *loop = async__loop_of(handle, &error);
    size_t count = 0;
    for (uint32_t slot = 0; loop && slot < loop->cells.count; slot++) {
        const struct async__cell *cell = async__cell_at(loop, slot);
        if (async__is_live_task(cell)) {
            if (count < n) {
                out[count] = async__cell_handle(cell);
            }
            count++;
        }
    }
    return count;
}
