/* future.c - one value or error, who waits for it, and who has a reference to it.
 *
 * References are counted: one for each use that the program holds (async_future_new, SPAWN, async_ref), one for each
 * waiter and callback. A running task needs none to go on. `uses` counts those that no consuming call has taken yet. */
#include "internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

/* ---- what few have ----------------------------------------------------------------------------------------------- */

const struct async_site *async__site_of(const struct async__cell *cell)
{
    struct async__extra *extra = async__extra_of(cell);
    return extra ? extra->site : (const struct async_site *)(cell->more.extra & ~(uintptr_t)1);
}

struct async__extra *async__extra_need(struct async__cell *cell)
{
    struct async__extra *extra = async__extra_of(cell);
    if (!extra && (extra = async__allocate_zeroed(sizeof *extra))) {
        extra->site = async__site_of(cell);
        cell->more.extra = (uintptr_t)extra;
    }
    return extra;
}

/* ---- the value --------------------------------------------------------------------------------------------------- */

/* A frame that never runs: it carries a value to async_take(). Its `reserved` is its size. */
static const struct async_function value_function;

static size_t frame_size(const struct async_frame *frame)
{
    return frame->function == &value_function ? frame->reserved : frame->function->frame_size;
}

static struct async_frame *value_frame(size_t size)
{
    struct async_frame *frame = async__frame_new_sized(&value_function, size);
    if (frame) {
        frame->reserved = (uint32_t)size;
    }
    return frame;
}

void *async__value(struct async__cell *cell, size_t align)
{
    return cell->is_kept ? (char *)cell->as.kept + ASYNC__RESULT_OFFSET(align) : (char *)cell->as.small;
}

bool async__value_set(struct async__cell *cell, const void *value, size_t size, size_t align)
{
    if (cell->is_wide) {
        struct async_frame *frame = value_frame(async__round_up(ASYNC__RESULT_OFFSET(align) + size, align));
        if (!frame) {
            return false;
        }
        cell->as.kept = frame;
        cell->is_kept = true;
    }
    if (cell->has_value) {
        memcpy(async__value(cell, align), value, size);
    }
    return true;
}

struct async_frame *async__value_frame(struct async__cell *cell, bool last, async_status *status)
{
    struct async_frame *frame = NULL;
    *status = ASYNC_DONE;
    if (!cell->has_value) {
        cell->is_retrieved = true;
        return NULL;
    }
    if (cell->is_kept && last) {
        cell->is_kept = false;
        cell->is_retrieved = true;
        return cell->as.kept;
    }
    frame = value_frame(cell->is_kept ? frame_size(cell->as.kept) : sizeof *frame + sizeof cell->as.small);
    if (!frame) {
        *status = ASYNC_FAILED;
        return NULL;
    }
    cell->is_retrieved = true;
    if (cell->is_kept) {
        memcpy(frame + 1, cell->as.kept + 1, frame_size(cell->as.kept) - sizeof *frame);
    } else {
        memcpy(frame + 1, cell->as.small, sizeof cell->as.small);
    }
    return frame;
}

/* ---- the error --------------------------------------------------------------------------------------------------- */

enum async__state async__error_set(struct async__cell *cell, const async_error *error)
{
    bool cancelled = error->code == ECANCELED;
    if (!cancelled || error->message[0]) {
        struct async__extra *extra = async__extra_need(cell);
        if (extra) {
            extra->error = *error;
        }
    }
    cell->as.code = error->code;
    return cancelled ? DONE_CANCELLED : DONE_ERROR;
}

const async_error *async__error_of(struct async__cell *cell)
{
    static ASYNC__TLS async_error bare;
    struct async__extra *extra = async__extra_of(cell);
    if (extra && extra->error.code) {
        return &extra->error;
    }
    bare = (async_error){.code = cell->as.code};
    return &bare;
}

async_status async__error_raise(struct async__cell *cell)
{
    cell->is_retrieved = true;
    return async_reraise(NULL, async__error_of(cell));
}

/* ---- references -------------------------------------------------------------------------------------------------- */

static void drop_value(struct async__cell *cell)
{
    struct async__extra *extra = async__extra_of(cell);
    if (extra && extra->drop && !cell->is_retrieved) {
        extra->drop(async__value(cell, extra->drop_align));
    }
    if (cell->is_kept) {
        async_frame_free(cell->as.kept);
    }
}

void async__future_free(struct async__loop *loop, struct async__cell *cell)
{
    if (cell->state == DONE_VALUE && cell->has_value) {
        drop_value(cell);
    } else if (cell->state == DONE_ERROR && !cell->is_retrieved) {
        async_error error = *async__error_of(cell);
        cell->is_retrieved = true;
        async__report(loop, &error, cell);
    }
    struct async__extra *extra = async__extra_of(cell);
    if (extra) {
        async__release(extra->name);
        async__release(extra);
    }
    async__cell_free(loop, cell);
}

void async__unreferenced(struct async__loop *loop, struct async__cell *cell)
{
    if (async__is_live_task(cell)) {
        async__cell_renew(cell);
    } else if (!cell->is_queued) {
        /* Most often, what it had was delivered, and it has nothing else. */
        if (cell->is_retrieved && !cell->is_kept && !async__extra_of(cell)) {
            async__cell_free(loop, cell);
        } else {
            async__future_free(loop, cell);
        }
    }
}

void async__take_one(struct async__cell *cell)
{
    struct async__extra *extra = async__extra_of(cell);
    if (ASYNC__UNLIKELY(extra && extra->uses)) {
        extra->uses--;
    } else {
        cell->uses--;
    }
}

/* One more use: in the cell, or where it has no room, in its extra. */
static bool give_one(struct async__cell *cell)
{
    if (cell->uses < USES_LARGEST) {
        cell->uses++;
        return true;
    }
    struct async__extra *extra = async__extra_need(cell);
    if (extra) {
        extra->uses++;
    }
    return extra;
}

void async__unuse(struct async__cell *cell)
{
    give_one(cell); /* of what was taken, there is room for one */
}

/* ---- who waits --------------------------------------------------------------------------------------------------- */

static void entry_ready(struct async__loop *loop, struct async__cell *future, struct async__cell *entry)
{
    if (entry->state == CALLBACK_CHAINED) {
        entry->state = CALLBACK_READY;
        entry->list.settled = future;
    } else {
        entry->state = WAITER_READY;
    }
    async__ready_push(loop, entry);
}

static void append(struct async__cell *future, struct async__cell *entry)
{
    struct async__cell *first = (struct async__cell *)future->list.waiters;
    async__list_append(&first, entry);
    future->list.waiters = (uintptr_t)first;
}

struct async__cell *async__waiter_new(struct async__loop *loop, struct async__cell *future)
{
    struct async__cell *waiter = async__cell_new(loop);
    if (waiter) {
        waiter->state = WAITER_FIRED;
        waiter->more.future = future;
        async__reference(future);
    }
    return waiter;
}

/* A task that joins alone gets company: it, too, waits in the chain from now on. */
static bool chain_joiner(struct async__loop *loop, struct async__cell *future)
{
    struct async__cell *task = (struct async__cell *)(future->list.waiters & ~(uintptr_t)1);
    struct async__cell *waiter = async__waiter_new(loop, future);
    if (!waiter) {
        return false;
    }
    future->references--; /* the task had one, which is the waiter's now */
    future->list.waiters = 0;
    waiter->kind = WAITS_TASK;
    waiter->as.task = task;
    waiter->state = WAITER_CHAINED;
    append(future, waiter);
    task->state = TASK_CHAINED;
    task->link.other = waiter;
    return true;
}

bool async__chain(struct async__loop *loop, struct async__cell *future, struct async__cell *entry)
{
    bool is_callback = entry->state >= CALLBACK_READY && entry->state <= CALLBACK_DROPPED;
    entry->state = is_callback ? CALLBACK_CHAINED : WAITER_CHAINED;
    if (async__is_done(future)) {
        entry_ready(loop, future, entry);
        return true;
    }
    if (future->list.waiters & 1 && !chain_joiner(loop, future)) {
        entry->state = is_callback ? CALLBACK_DROPPED : WAITER_FIRED;
        return false;
    }
    append(future, entry);
    return true;
}

void async__unchain(struct async__cell *future, struct async__cell *entry)
{
    struct async__cell *first = (struct async__cell *)future->list.waiters;
    async__list_remove(&first, entry);
    future->list.waiters = (uintptr_t)first;
}

void async__waiter_drop(struct async__loop *loop, struct async__cell *waiter)
{
    struct async__cell *future = waiter->more.future;
    if (waiter->state == WAITER_CHAINED) {
        async__unchain(future, waiter);
    }
    if (waiter->state == WAITER_READY) {
        waiter->state = WAITER_DROPPED;
    } else {
        async__cell_free(loop, waiter);
    }
    async__unreference(loop, future);
}

void async__settle(struct async__loop *loop, struct async__cell *cell, enum async__state state)
{
    cell->state = state;
    if (cell->list.waiters & 1) {
        cell->is_queued = true;
        async__ready_push(loop, cell);
        return;
    }
    struct async__cell *entry = (struct async__cell *)cell->list.waiters;
    cell->list.waiters = 0;
    while (entry) {
        struct async__cell *next = entry->link.next;
        entry_ready(loop, cell, entry);
        entry = next;
    }
    if (!cell->references) {
        async__future_free(loop, cell);
    }
}

/* ---- what programs call ------------------------------------------------------------------------------------------ */

async_any async__future_new(size_t size, size_t align, const struct async_site *site)
{
    int error = 0;
    struct async__loop *loop = async__loop_current(&error);
    if (!loop || loop->is_closing) {
        return async__failed_handle(loop ? ESHUTDOWN : -error);
    }
    struct async__cell *cell = async__cell_new(loop);
    if (!cell) {
        return async__failed_handle(ENOMEM);
    }
    cell->state = FUTURE_PENDING;
    cell->more.extra = (uintptr_t)site | 1;
    cell->has_value = true;
    cell->is_wide = size > sizeof cell->as.small || align > sizeof cell->as.small;
    cell->references = cell->uses = 1;
    return async__cell_handle(cell);
}

/* A future that may be settled. */
static struct async__cell *find_pending(async_any f, struct async__loop **loop, int *error)
{
    struct async__cell *cell = async__future_find(f, loop, error);
    if (cell && cell->state == FUTURE_PENDING) {
        return cell;
    }
    if (cell) {
        *error = cell->is_task ? -EINVAL : -EALREADY;
    }
    return NULL;
}

int async__future_set_result(async_any f, const void *value, size_t size, size_t align)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = find_pending(f, &loop, &error);
    if (!cell) {
        return error;
    }
    if (!async__value_set(cell, value, size, align)) {
        return -ENOMEM;
    }
    async__settle(loop, cell, DONE_VALUE);
    return 0;
}

int async__future_set_error(async_any f, int code, const char *format, ...)
{
    struct async__loop *loop;
    int failure;
    struct async__cell *cell = find_pending(f, &loop, &failure);
    if (!cell) {
        return failure;
    }
    async_error error = {.code = code ? code : EINVAL};
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(error.message, sizeof error.message, format, arguments) < 0) {
        error.message[0] = '\0';
    }
    va_end(arguments);
    async__settle(loop, cell, async__error_set(cell, &error));
    return 0;
}

int async__future_done(async_any f)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    return cell ? async__is_done(cell) : error;
}

int async__future_cancelled(async_any f)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    return cell ? cell->state == DONE_CANCELLED : error;
}

void *async__future_result(async_any f, void *zero, size_t align)
{
    struct async__loop *loop = NULL;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    if (!cell) {
        async__report_new(loop, NULL, NULL, -error, "async_future_result: no such future");
    } else if (cell->state == DONE_VALUE) {
        cell->is_retrieved = true;
        return cell->has_value ? async__value(cell, align) : zero;
    } else if (async__is_done(cell)) {
        cell->is_retrieved = true;
        async__report(loop, async__error_of(cell), cell);
    } else {
        async__report_new(loop, cell, NULL, EINVAL, "async_future_result: the result is not set yet");
    }
    return zero;
}

const async_error *async__future_error(async_any f)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    if (!cell || (cell->state != DONE_ERROR && cell->state != DONE_CANCELLED)) {
        return NULL;
    }
    cell->is_retrieved = true;
    return async__error_of(cell);
}

int async__future_add_done_callback(async_any f, void (*callback)(void *arg), void *arg)
{
    struct async__loop *loop;
    int error;
    struct async__cell *future = async__future_find(f, &loop, &error);
    if (!future) {
        return error;
    }
    if (!loop || loop->is_closing) {
        return -ESHUTDOWN;
    }
    struct async__cell *entry = async__cell_new(loop);
    if (!entry) {
        return -ENOMEM;
    }
    entry->state = CALLBACK_READY;
    entry->as.callback = callback;
    entry->more.arg = arg;
    entry->locals = async__locals_inherit();
    async__reference(future);
    if (!async__chain(loop, future, entry)) {
        async__cell_free(loop, entry);
        future->references--;
        return -ENOMEM;
    }
    return 0;
}

int async__future_remove_done_callback(async_any f, void (*callback)(void *arg))
{
    struct async__loop *loop;
    int error, count = 0;
    struct async__cell *future = async__future_find(f, &loop, &error);
    if (!future) {
        return error;
    }
    if (async__is_done(future) || future->list.waiters & 1) {
        return 0;
    }
    async__reference(future);
    for (struct async__cell *entry = (struct async__cell *)future->list.waiters, *next; entry; entry = next) {
        next = entry->link.next;
        if (entry->state == CALLBACK_CHAINED && entry->as.callback == callback) {
            async__unchain(future, entry);
            async__cell_free(loop, entry);
            async__unreference(loop, future);
            count++;
        }
    }
    async__unreference(loop, future);
    return count;
}

int async__future_on_drop(async_any f, void (*drop)(void *result), size_t align)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    if (!cell) {
        return error;
    }
    if (cell->state == DONE_ERROR || cell->state == DONE_CANCELLED) {
        return 0;
    }
    struct async__extra *extra = async__extra_need(cell);
    if (!extra) {
        return -ENOMEM;
    }
    extra->drop = drop;
    extra->drop_align = align;
    return 0;
}

int async__cancel(async_any f)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    if (!cell) {
        return error;
    }
    return async__task_cancel(loop, cell, NULL);
}

int async__cancel_with(async_any f, const char *format, ...)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    if (!cell) {
        return error;
    }
    char message[sizeof async_self.error.message];
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(message, sizeof message, format, arguments) < 0) {
        message[0] = '\0';
    }
    va_end(arguments);
    return async__task_cancel(loop, cell, message);
}

int async__detach(async_any f)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    if (!cell) {
        return error;
    }
    if (async__is_used_up(cell)) {
        return -EINVAL;
    }
    async__take_one(cell);
    async__unreference(loop, cell);
    return 0;
}

async_any async__ref(async_any f)
{
    struct async__loop *loop;
    int error;
    struct async__cell *cell = async__future_find(f, &loop, &error);
    if (!cell) {
        return async__failed_handle(-error);
    }
    if (async__is_failed_handle(f)) {
        return f;
    }
    if (cell->references == UINT32_MAX) {
        return async__failed_handle(EOVERFLOW);
    }
    if (!give_one(cell)) {
        return async__failed_handle(ENOMEM);
    }
    async__reference(cell);
    return f;
}
