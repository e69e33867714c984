/* step.h - resumes a task at its leaf: the shortest way from the ready queue into the program and back. */
#ifndef ASYNC_STEP_H
#define ASYNC_STEP_H

#include "internal.h"

/* It was cancelled, by itself, before it began to wait: now that is cancelled. */
void async__task_cancel_wait(struct async__loop *loop, struct async__cell *task);
/* Its root has ended, and is async_self.child. */
void async__task_end(struct async__loop *loop, struct async__cell *task, async_status status);

/* A chain of frames has suspended or ended. In the first case the task waits for what its state says; where it is
 * ready still, it yielded. */
static inline void async__task_stepped(struct async__loop *loop, struct async__cell *task, async_status status)
{
    if (ASYNC__UNLIKELY(status != ASYNC_PENDING)) {
        async__task_end(loop, task, status);
        return;
    }
    task->as.leaf = async_self.leaf;
    if (task->state == TASK_READY) {
        async__ready_push(loop, task);
        return;
    }
    task->since = async__time(loop);
    if (ASYNC__UNLIKELY(task->must_cancel)) {
        async__task_cancel_wait(loop, task);
    }
}

/* Resumes only the leaf of a task, whose callee `child` ended with `status`. */
static inline async_status async__leaf_resume(struct async_frame *leaf, struct async_frame *child, async_status status)
{
    async_self.child = child;
    async_self.status = status;
    return leaf->function->resume(leaf);
}

/* Goes on from there: the leaf may want a fresh C stack, or has ended, so that its callers go on. */
static inline async_status async__leaf_resumed(struct async_frame *leaf, async_status status)
{
    if (ASYNC__LIKELY(status == ASYNC_PENDING)) {
        if (ASYNC__UNLIKELY(async_self.start_later)) {
            async_self.start_later = 0;
            status = async__drive(async_self.leaf, NULL, ASYNC_DONE);
        }
    } else if (leaf->caller) {
        status = async__drive(leaf->caller, leaf, status);
    } else {
        async_self.child = leaf;
    }
    return status;
}

/* Resumes a task whose callee `child` ended with `status`. */
static inline void async__task_step(struct async__loop *loop, struct async__cell *task, struct async_frame *child,
                                    async_status status)
{
    struct async_frame *leaf = task->as.leaf;
    task->state = TASK_READY;
    async_self.root = task;
    status = async__leaf_resume(leaf, child, status);
    async__task_stepped(loop, task, async__leaf_resumed(leaf, status));
}

#endif
