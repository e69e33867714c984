/* close.c - the end of a loop: what is ready does not run any more, tasks get ECANCELED, memory goes. */
#include "internal.h"

#include <errno.h>

/* ---- the ready queue --------------------------------------------------------------------------------------------- */

static void drop_ready(struct async__loop *loop, struct async__cell *cell)
{
    switch (cell->state) {
    case CALLBACK_READY:
    case CALLBACK_DROPPED:
        if (cell->list.settled) {
            async__unreference(loop, cell->list.settled);
        }
        async__cell_free(loop, cell);
        break;
    case WAITER_READY:
        cell->state = WAITER_FIRED; /* its owner gives it up */
        if (cell->kind == WAITS_SHIELD) {
            async__unreference(loop, cell->as.outer);
            async__waiter_drop(loop, cell);
        }
        break;
    case WAITER_WOKEN:
        cell->state = WAITER_FIRED; /* its task gives back what it was granted */
        break;
    case WAITER_DROPPED:
        async__cell_free(loop, cell);
        break;
    case DONE_VALUE:
    case DONE_ERROR:
    case DONE_CANCELLED:
        cell->is_queued = false;
        if (!cell->references) {
            async__future_free(loop, cell);
        }
        break;
    default:
        break; /* a task, which is ended by itself */
    }
}

static void drop_queue(struct async__loop *loop)
{
    while (loop->ready.first) {
        for (struct async__cell *cell = async__ready_take(loop), *next; cell; cell = next) {
            next = cell->link.next;
            drop_ready(loop, cell);
        }
    }
}

/* ---- what is left ------------------------------------------------------------------------------------------------ */

static void end_tasks(struct async__loop *loop)
{
    for (uint32_t slot = 0; loop->task_count && slot < loop->cells.count; slot++) {
        struct async__cell *cell = async__cell_at(loop, slot);
        if (async__is_live_task(cell)) {
            async__report_new(loop, cell, async__site_of(cell), ECANCELED,
                              "a task was pending when its loop was closed");
            async__task_destroy(loop, cell);
            drop_queue(loop);
        }
    }
}

/* Nobody gave it up. */
static void end_future(struct async__loop *loop, struct async__cell *cell)
{
    if (loop->options.debug) {
        async__report_new(loop, cell, async__site_of(cell), EBUSY, "a %s was never joined nor detached",
                          cell->is_task ? "task" : "future");
    }
    async__future_free(loop, cell);
}

/* Frees all cells, and gives their largest generation. */
static uint32_t end_cells(struct async__loop *loop)
{
    uint32_t largest = loop->cells.first_generation - 1;
    for (uint32_t slot = 0; slot < loop->cells.count; slot++) {
        struct async__cell *cell = async__cell_at(loop, slot);
        if (cell->state == FUTURE_PENDING || async__is_done(cell)) {
            end_future(loop, cell);
        } else if (cell->state > CELL_RETIRED) {
            async__cell_free(loop, cell);
        }
        uint32_t generation = cell->id & GENERATION_LARGEST;
        largest = generation > largest ? generation : largest;
    }
    return largest;
}

void async__loop_close(struct async__loop *loop)
{
    async_error in_flight = async_self.error;
    loop->is_closing = true;
    if (async__loop_enter(loop)) {
        return;
    }
    async__print_signal_stop(loop);
    drop_queue(loop);
    end_tasks(loop);
    uint32_t largest = end_cells(loop);
    async__release(loop->timers.heap);
    async__cells_close(loop, largest);
    async__loop_leave(loop);
    async_self.error = in_flight;
    if (async__thread.event_loop == async__loop_handle(loop)) {
        async__thread.event_loop = NULL;
    }
    async__inbox_close(loop);
    async__frames_trim();
}
