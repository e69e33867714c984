/* print.c - what tasks are doing, for people: their frames, and what they wait for. */
#include "park.h"

/* ---- one task ---------------------------------------------------------------------------------------------------- */

void async__print_name(const struct async__cell *cell, FILE *out)
{
    const struct async__extra *extra = async__extra_of(cell);
    const struct async_site *site = async__site_of(cell);
    fputs(cell->is_task ? "task" : "future", out);
    if (extra && extra->name) {
        fprintf(out, " \"%s\"", extra->name);
    }
    if (site) {
        fprintf(out, " %s at %s:%u", cell->is_task ? "spawned" : "made", site->file, site->line);
    }
    if (site && cell->is_task) {
        fprintf(out, " in %s", site->function);
    }
}

static void print_frame(const struct async_frame *frame, FILE *out)
{
    const struct async_site *sites = frame->function->sites;
    if (sites) {
        const struct async_site *site = &sites[async__frame_is_fresh(frame) ? 0 : frame->state];
        fprintf(out, "  File \"%s\", line %u, in %s\n", site->file, site->line, site->function);
    }
}

/* The root is printed first, so the chain is walked once for each frame: it has no links down. */
static void print_frames(const struct async_frame *leaf, FILE *out)
{
    const struct async_frame *end = NULL;
    while (end != leaf) {
        const struct async_frame *frame = leaf;
        while (frame->caller != end) {
            frame = frame->caller;
        }
        print_frame(frame, out);
        end = frame;
    }
}

int async__task_print_stack(async_any f, FILE *out)
{
    int error;
    struct async__loop *loop;
    const struct async__cell *task = async__future_find(f, &loop, &error);
    if (!task || !task->is_task) {
        return task ? -EINVAL : error;
    }
    fputs("Stack of ", out);
    async__print_name(task, out);
    bool runs = task == async_self.root;
    if (runs || !async__is_live_task(task)) {
        fprintf(out, ": %s\n", runs ? "running" : "done");
        return 0;
    }
    fputs(" (most recent await last):\n", out);
    print_frames(task->as.leaf, out);
    return 0;
}

/* ---- all of a loop ----------------------------------------------------------------------------------------------- */

enum {
    DEEPEST = 32, /* tasks that wait for each other, below each other */
    FRAMES = 8,   /* of a task, the innermost ones */
};

/* What is printed at the moment: the tasks from the root of the tree on. */
struct path {
    const struct path *above;
    const struct async__cell *task;
};

struct printing {
    struct async__loop *loop;
    FILE *out;
    int64_t now;
};

/* The next future that an operation waits for, and that is not done; see waits_for(). */
static struct async__cell *operation_waits_for(const struct async__operation *operation, size_t *at)
{
    const struct async__operation_type *type = operation->type;
    const char *waiters;
    size_t count;
    memcpy(&waiters, (const char *)operation + type->waiters_at, sizeof waiters);
    memcpy(&count, (const char *)operation + type->count_at, sizeof count);
    while (*at < count) {
        uintptr_t entry;
        memcpy(&entry, waiters + (*at)++ * sizeof entry, sizeof entry);
        struct async__cell *future = entry & 1 ? NULL : ((const struct async__cell *)entry)->more.future;
        if (future && !async__is_done(future)) {
            return future;
        }
    }
    return NULL;
}

/* The next thing that a task waits for; *at, 0 at first, is moved behind it. NULL behind the last. */
static struct async__cell *waits_for(const struct async__cell *task, size_t *at)
{
    switch (task->state) {
    case TASK_JOINS:
        return (*at)++ ? NULL : task->link.other;
    case TASK_CHAINED:
        return (*at)++ ? NULL : task->link.other->more.future;
    case TASK_OPERATES:
        return operation_waits_for(task->link.operation, at);
    default:
        return NULL;
    }
}

static void print_seconds(int64_t nanoseconds, const char *what, FILE *out)
{
    double seconds = nanoseconds > 0 ? (double)nanoseconds / 1e9 : 0;
    fprintf(out, seconds < 1e6 ? ", %g s %s" : ", %.0f s %s", seconds, what);
}

/* For how long it has waited, and still sleeps. */
static void print_times(const struct printing *printing, const struct async__cell *task)
{
    if (task->state != TASK_READY && task->state != TASK_WAKES) {
        print_seconds(printing->now - task->since, "so far", printing->out);
    }
    if (task->state == TASK_SLEEPS) {
        print_seconds(async__timer_when(printing->loop, task) - printing->now, "more", printing->out);
    }
}

static void print_waiting(const struct async__cell *task, FILE *out)
{
    switch (task->state) {
    case TASK_JOINS:
    case TASK_CHAINED:
        fputs("waits in async_join", out);
        break;
    case TASK_OPERATES:
        fprintf(out, "waits in %s", task->link.operation->type->name);
        break;
    case TASK_SLEEPS:
        fputs("sleeps", out);
        break;
    case TASK_PARKED: {
        const struct async__cell *waiter = task->link.other;
        bool is_woken = waiter->state == WAITER_WOKEN;
        fprintf(out, "%s %s", is_woken ? "has been granted" : "waits for",
                (is_woken ? waiter->list.type : waiter->more.parked_in->type)->name);
        break;
    }
    default:
        fputs(task == async_self.root ? "runs" : "is ready", out);
        break;
    }
}

static void indent(const struct printing *printing, unsigned depth)
{
    fprintf(printing->out, "%*s", (int)(2 * depth), "");
}

static void print_innermost_frames(struct printing *printing, const struct async_frame *leaf, unsigned depth)
{
    const struct async_frame *frames[FRAMES];
    size_t count = 0, more = 0;
    for (const struct async_frame *frame = leaf; frame; frame = frame->caller) {
        if (frame->function->sites && count < FRAMES) {
            frames[count++] = frame;
        } else if (frame->function->sites) {
            more++;
        }
    }
    if (more) {
        indent(printing, depth);
        fprintf(printing->out, "  ... %zu more\n", more);
    }
    while (count--) {
        indent(printing, depth);
        print_frame(frames[count], printing->out);
    }
}

/* Where the task is above: it waits for itself, by way of those between. */
static bool print_cycle(struct printing *printing, const struct path *path, const struct async__cell *task)
{
    const struct path *at = path;
    while (at && at->task != task) {
        at = at->above;
    }
    if (!at) {
        return false;
    }
    fputs(", which is above: they wait for each other, for ever\n", printing->out);
    return true;
}

static void print_task(struct printing *printing, struct async__cell *task, const struct path *above, unsigned depth)
{
    struct path path = {above, task};
    indent(printing, depth);
    fputs("- ", printing->out);
    async__print_name(task, printing->out);
    if (print_cycle(printing, above, task)) {
        return;
    }
    if (!async__is_live_task(task)) {
        fputs(async__is_done(task) ? " is done\n" : " that nobody has set\n", printing->out);
        return;
    }
    fputs(task->is_marked ? ", see above: " : " ", printing->out);
    print_waiting(task, printing->out);
    print_times(printing, task);
    fputc('\n', printing->out);
    if (task->is_marked) {
        return;
    }
    task->is_marked = true;
    if (task != async_self.root) {
        print_innermost_frames(printing, task->as.leaf, depth + 1);
    }
    struct async__cell *future;
    for (size_t i = 0; (future = waits_for(task, &i));) {
        if (depth < DEEPEST) {
            print_task(printing, future, &path, depth + 1);
        }
    }
}

/* Marks those that another one waits for, or takes the marks away. */
static void mark_all(struct async__loop *loop, bool waited_for)
{
    for (uint32_t slot = 0; slot < loop->cells.count; slot++) {
        struct async__cell *task = async__cell_at(loop, slot), *future;
        if (!async__is_live_task(task)) {
            continue;
        }
        if (!waited_for) {
            task->is_marked = false;
        }
        for (size_t i = 0; waited_for && (future = waits_for(task, &i));) {
            future->is_marked |= async__is_live_task(future);
        }
    }
}

/* Those that nobody waits for, and what is below them; then those that are left, which wait in circles. */
void async__print_tasks(struct async__loop *loop, FILE *out)
{
    struct printing printing = {loop, out, async__now(loop)};
    fprintf(out, "%zu task%s that %s not ended:\n", loop->task_count, loop->task_count == 1 ? "" : "s",
            loop->task_count == 1 ? "has" : "have");
    mark_all(loop, true);
    struct {
        struct async__cell **items;
        size_t count;
    } roots = {async__allocate((loop->task_count + 1) * sizeof(struct async__cell *)), 0};
    for (uint32_t slot = 0; roots.items && slot < loop->cells.count; slot++) {
        struct async__cell *task = async__cell_at(loop, slot);
        if (async__is_live_task(task) && !task->is_marked) {
            roots.items[roots.count++] = task;
        }
    }
    mark_all(loop, false);
    for (size_t i = 0; i < roots.count; i++) {
        print_task(&printing, roots.items[i], NULL, 0);
    }
    async__release(roots.items);
    for (uint32_t slot = 0; slot < loop->cells.count; slot++) {
        struct async__cell *task = async__cell_at(loop, slot);
        if (async__is_live_task(task) && !task->is_marked) {
            print_task(&printing, task, NULL, 0);
        }
    }
    mark_all(loop, false);
}

int async_print_tasks(async_loop *handle, FILE *out)
{
    int error = 0;
    struct async__loop *loop = async__loop_of(handle, &error);
    if (loop) {
        async__print_tasks(loop, out);
    }
    return error;
}
