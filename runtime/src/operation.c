/* operation.c - what gather, wait and wait_for share: a task that waits in a frame of the runtime, for several things.
 */
#include "internal.h"

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
    if (task->state == TASK_OPERATES) {
        task->state = TASK_READY;
        async__ready_push(async__thread.running, task);
    }
}
