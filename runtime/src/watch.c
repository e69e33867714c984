/* watch.c - debug mode: tells of steps of tasks, and of callbacks, that keep all others waiting; and of handles that
 * are used where they must not be. */
#define _GNU_SOURCE
#include "internal.h"

#include <dlfcn.h>
#include <time.h>

enum { SLOW_NS = 100 * 1000 * 1000 };

/* 0 where it cannot be read. */
static int64_t wall_clock(void)
{
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time) < 0) {
        return 0;
    }
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

/* Older C libraries have it in a library of its own, which programs need not link. */
#pragma weak dladdr

/* A callback, as a debugger and addr2line take it. */
static void report_slow_callback(struct async__loop *loop, void (*callback)(void *), double seconds)
{
    void *address = (void *)(uintptr_t)callback;
    Dl_info info = {0};
    if (!dladdr || !dladdr(address, &info) || !info.dli_fname) {
        async__report_new(loop, NULL, NULL, ETIME, "the callback at %p took %.3f s", address, seconds);
        return;
    }
    const char *slash = strrchr(info.dli_fname, '/');
    async__report_new(loop, NULL, NULL, ETIME, "the callback at %p, %s+%#zx, took %.3f s", address,
                      slash ? slash + 1 : info.dli_fname, (size_t)((char *)address - (char *)info.dli_fbase), seconds);
}

/* The task that the cell will make a step of, or NULL. */
static struct async__cell *task_behind(struct async__cell *cell)
{
    if (async__is_live_task(cell)) {
        return cell;
    }
    if (async__is_done(cell)) {
        return (struct async__cell *)(cell->list.waiters & ~(uintptr_t)1);
    }
    bool has_task = (cell->state == WAITER_READY && cell->kind == WAITS_TASK) || cell->state == WAITER_WOKEN;
    return has_task ? cell->as.task : NULL;
}

/* Where the task goes on: the AWAIT that it waits in, or its beginning. */
static const struct async_site *place_of(const struct async__cell *task)
{
    for (const struct async_frame *frame = task->as.leaf; frame; frame = frame->caller) {
        if (frame->function->sites) {
            return &frame->function->sites[async__frame_is_fresh(frame) ? 0 : frame->state];
        }
    }
    return NULL;
}

void async__cell_run_watched(struct async__loop *loop, struct async__cell *cell)
{
    struct async__cell *task = task_behind(cell);
    const struct async_site *site = task ? place_of(task) : NULL;
    void (*callback)(void *) = cell->state == CALLBACK_READY ? cell->as.callback : NULL;
    if (task) {
        async__reference(task);
    }
    async__thread.place = site;
    int64_t start = wall_clock();
    async__cell_run(loop, cell);
    int64_t end = wall_clock(), spent = start && end ? end - start : 0;
    async__thread.place = NULL;
    async_self.root = NULL;
    if (spent >= SLOW_NS && callback) {
        report_slow_callback(loop, callback, (double)spent / 1e9);
    } else if (spent >= SLOW_NS) {
        async__report_new(loop, task, site, ETIME, "a step that went on from here took %.3f s", (double)spent / 1e9);
    }
    if (task) {
        async__unreference(loop, task);
    }
}

/* ---- handles ----------------------------------------------------------------------------------------------------- */

void async__misused(const struct async__loop *loop, int code, const char *sentence)
{
    struct async__loop *running = async__thread.running;
    if ((running && running->options.debug) || (loop && loop->options.debug)) {
        const char *where = async__thread.place ? ", by a step that went on from here" : "";
        async__report_new(running, async_self.root, async__thread.place, code, "%s%s", sentence, where);
    }
}
