/* group.c - AWAIT_GROUP and SPAWN_INTO: tasks that do not outlive a block.
 *
 * Each child has a waiter, in the array group->children, at its own index. The first error of a child, or of the block,
 * aborts the group: all children are cancelled, and the block too, if it still runs. The block's end waits for all, in
 * whatever way they end. */
#include "bundle.h"
#include "internal.h"

enum { BODY, SETTLING, LEAVING, ENDED }; /* group->state */

static async_group *group_of(struct async__operation *operation)
{
    return (async_group *)((char *)operation - offsetof(async_group, operation));
}

/* ---- children ---------------------------------------------------------------------------------------------------- */

static void remove_child(async_group *group, const struct async__cell *waiter)
{
    struct async__cell *last = group->children[--group->count];
    group->children[waiter->index] = last;
    last->index = waiter->index;
}

static void abort_group(async_group *group)
{
    group->is_aborting = true;
    for (size_t i = 0; i < group->count; i++) {
        async__task_cancel(group->loop, group->children[i]->more.future, NULL);
    }
}

static void note_error(async_group *group, const async_error *error)
{
    if (!group->error_code) {
        group->error_code = error->code;
    } else if (!async__bundle_count(group->errors)) {
        /* There was no memory for the first one: its code stands for it. */
        async_error first = {.code = group->error_code};
        async__bundle_add(&group->errors, &first);
    }
    async__bundle_add(&group->errors, error);
}

/* The others are cancelled, and the block, where it still runs. */
static void child_failed(async_group *group, const async_error *error)
{
    note_error(group, error);
    if (!group->is_aborting) {
        abort_group(group);
        if (group->state == BODY) {
            group->has_cancelled_parent = true;
            async__task_cancel(group->loop, group->operation.task, NULL);
        }
    }
}

/* One was cancelled that nobody here has cancelled. That is no failure, but AWAIT_ALL will miss its value. */
static void lose_child(async_group *group)
{
    group->has_lost_child = true;
    if (group->state == SETTLING) {
        abort_group(group);
    }
}

static void fired(struct async__operation *operation, struct async__cell *waiter)
{
    async_group *group = group_of(operation);
    struct async__cell *child = waiter->more.future;
    remove_child(group, waiter);
    if (child->state == DONE_ERROR) {
        child->is_retrieved = true;
        child_failed(group, async__error_of(child));
    } else if (child->state == DONE_CANCELLED && !group->is_aborting) {
        lose_child(group);
    }
    async__waiter_drop(group->loop, waiter);
    if (!group->count && group->state != BODY) {
        async__operation_wake(operation);
    }
}

/* From outside, while the block waits for its children: those are cancelled, and it waits on. */
static bool cancel(struct async__operation *operation, const char *message)
{
    async_group *group = group_of(operation);
    group->was_cancelled = true;
    (void)message; /* it is of the block */
    if (!group->is_aborting) {
        abort_group(group);
    }
    return true;
}

static const struct async__operation_type group_type = {
    .fired = fired,
    .cancel = cancel,
    .name = "the end of AWAIT_GROUP",
    .waiters_at = offsetof(async_group, children),
    .count_at = offsetof(async_group, count),
};

static bool reserve(async_group *group)
{
    if (group->count < group->capacity) {
        return true;
    }
    size_t capacity = group->capacity ? 2 * group->capacity : 4;
    struct async__cell **children = async__allocate(capacity * sizeof(struct async__cell *));
    if (!children) {
        return false;
    }
    if (group->count) {
        memcpy(children, group->children, group->count * sizeof(struct async__cell *));
    }
    async__release(group->children);
    group->children = children;
    group->capacity = capacity;
    return true;
}

/* False: no memory, and then it never begins. */
static bool adopt(async_group *group, struct async__cell *child)
{
    struct async__cell *waiter = async__waiter_new(group->loop, child);
    if (!waiter) {
        async__task_cancel(group->loop, child, NULL);
        return false;
    }
    waiter->kind = WAITS_OPERATION;
    waiter->as.operation = &group->operation;
    waiter->index = (uint32_t)group->count;
    group->children[group->count++] = waiter;
    return async__chain(group->loop, child, waiter);
}

/* A child that there was no memory for is one that failed. */
static void miss_child(async_group *group)
{
    async_error error = {.code = ENOMEM, .message = "out of memory"};
    child_failed(group, &error);
}

/* The loop is being closed: the block may be gone. */
static bool is_closing(void)
{
    return async__thread.running && async__thread.running->is_closing;
}

/* Why it takes no more children, or 0. One whose last child has ended is as good as ended. */
static int refusal(const async_group *group)
{
    const struct async__thread *runner = group->loop->runner;
    if (runner && runner != &async__thread) {
        return EXDEV;
    }
    bool is_over = group->state == ENDED || group->is_aborting || (group->state == LEAVING && !group->count);
    return is_over ? ESHUTDOWN : 0;
}

void *async__spawn_into(async_group *group, async_status status, const struct async_site *site, size_t size,
                        size_t align)
{
    struct async__loop *loop = NULL;
    int error = is_closing() ? ESHUTDOWN : refusal(group);
    if (!error && !reserve(group)) {
        error = ENOMEM;
        miss_child(group);
    }
    if (error) {
        if (status == ASYNC_PENDING) {
            async__call_drop(async_self.leaf);
        }
        return async__failed_handle(error);
    }
    async_any handle = async__spawn_on(async__loop_handle(group->loop), status, site, size, align);
    struct async__cell *child = async__future_find(handle, &loop, &error);
    if (!loop || !adopt(group, child)) {
        miss_child(group);
    }
    return handle;
}

void async_group_cancel(async_group *group)
{
    if (!is_closing() && group->state != ENDED) {
        abort_group(group);
    }
}

/* ---- the block --------------------------------------------------------------------------------------------------- */

struct leave_frame {
    struct async_frame head;
    async_group *group;
    const async_error *leaving; /* how the block was left, or NULL */
};

static async_status resume(struct async_frame *head);

static const struct async_function leave_function = {.resume = resume, .frame_size = sizeof(struct leave_frame)};

/* The frame of the end is made here, as a block cannot end before its children because there is no memory to wait in.
 */
async_status async__group_enter__async(struct async_frame *storage, async_group *group)
{
    struct async__loop *loop;
    struct async__cell *task = async__task_running(&loop);
    struct async_frame *leave = task ? async_frame_new(&leave_function) : NULL;
    (void)storage;
    if (!leave) {
        return ASYNC_FAILED;
    }
    *group = (async_group){
        .operation = {&group_type, task}, .loop = loop, .leave = leave, .cancelling = task->cancelling, .state = BODY};
    return ASYNC_DONE;
}

/* The list of children, which AWAIT_ALL has in the frame, with its futures. */
static void free_lists(async_group *group)
{
    for (size_t i = 0; i < group->future_count; i++) {
        async__detach(group->futures[i]);
    }
    if (!group->futures) {
        async__release(group->children);
    }
    group->children = NULL;
}

/* What the block ends with, once it is alone. */
static async_status finish(async_group *group, const async_error *leaving)
{
    struct async__cell *task = group->operation.task;
    bool is_only_error = leaving && leaving->code != ECANCELED && async__bundle_count(group->errors) <= 1;
    group->state = ENDED;
    free_lists(group);
    if (group->error_code) {
        task->must_cancel |= task->cancelling > group->cancelling; /* a cancellation from outside comes after it */
    }
    if (group->error_code && !is_only_error) {
        return async__bundle_raise(&group->errors, group->error_code);
    }
    async__bundle_free(&group->errors);
    return group->was_cancelled && !leaving ? async__cancelled_raise(task) : ASYNC_DONE;
}

/* The loop is being closed. */
static async_status give_up(async_group *group)
{
    async_error error = async_self.error;
    abort_group(group);
    for (size_t i = 0; i < group->count; i++) {
        async__waiter_drop(group->loop, group->children[i]);
    }
    group->count = 0;
    group->state = ENDED;
    free_lists(group);
    async__bundle_free(&group->errors);
    async_self.error = error;
    return ASYNC_FAILED;
}

/* All children have ended. Or it is cancelled where that could not be passed on to a child: just after the last one has
 * ended, or where a child waits for the block. */
static async_status resume(struct async_frame *head)
{
    const struct leave_frame *frame = (const struct leave_frame *)head;
    async_group *group = frame->group;
    if (async_self.status == ASYNC_FAILED) {
        if (group->loop->is_closing) {
            return give_up(group);
        }
        group->was_cancelled = true;
    }
    return group->count ? async__operate(&group->operation, head, 1) : finish(group, frame->leaving);
}

/* The body has ended. */
static void begin_leaving(async_group *group, const async_error *leaving)
{
    group->state = LEAVING;
    if (group->has_cancelled_parent) {
        async__task_uncancel(group->operation.task, group->cancelling);
    }
    if (leaving && leaving->code != ECANCELED) {
        note_error(group, leaving);
    }
    if (leaving && !group->is_aborting) {
        abort_group(group);
    }
}

/* ---- AWAIT_ALL --------------------------------------------------------------------------------------------------- */

async_status async__all_enter__async(struct async_frame *storage, async_group *group, async_any *futures, size_t n,
                                     size_t calls)
{
    async_status status = async__group_enter__async(storage, group);
    if (status == ASYNC_DONE) {
        memset(futures, 0, n * sizeof *futures); /* calls that do not begin have none */
        group->futures = futures;
        group->future_count = n;
        group->children = (struct async__cell **)(futures + n);
        group->capacity = calls;
    }
    return status;
}

struct settle_frame {
    struct async_frame head;
    async_group *group;
};

/* All children have ended. Where one has failed, the block is left as if it were cancelled, and raises that error at
 * its end. */
static async_status settled(async_group *group)
{
    bool is_cancelled = group->error_code || group->was_cancelled || group->has_lost_child;
    group->state = BODY;
    return is_cancelled ? async__cancelled_raise(group->operation.task) : ASYNC_DONE;
}

static async_status settle_resume(struct async_frame *head)
{
    async_group *group = ((struct settle_frame *)head)->group;
    if (async_self.status == ASYNC_FAILED && group->loop->is_closing) {
        group->state = BODY;
        return ASYNC_FAILED;
    }
    group->was_cancelled |= async_self.status == ASYNC_FAILED;
    return group->count ? async__operate(&group->operation, head, 1) : settled(group);
}

static const struct async_function settle_function = {.resume = settle_resume,
                                                      .frame_size = sizeof(struct settle_frame)};

async_status async__group_settle__async(struct async_frame *storage, async_group *group)
{
    struct settle_frame *frame;
    (void)storage;
    if (!group->count) {
        return settled(group);
    }
    frame = (struct settle_frame *)async_frame_new(&settle_function);
    if (!frame) {
        return ASYNC_FAILED;
    }
    group->state = SETTLING;
    if (group->has_lost_child) {
        abort_group(group);
    }
    frame->group = group;
    return async__operate(&group->operation, &frame->head, 1);
}

/* ---- the end of the block ---------------------------------------------------------------------------------------- */

async_status async__group_leave__async(struct async_frame *storage, async_group *group, const async_error *leaving)
{
    struct leave_frame *frame = (struct leave_frame *)group->leave;
    (void)storage;
    begin_leaving(group, leaving);
    if (!group->count) {
        async_frame_free(group->leave);
        return finish(group, leaving);
    }
    frame->group = group;
    frame->leaving = leaving;
    return async__operate(&group->operation, &frame->head, 1);
}
