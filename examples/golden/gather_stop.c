/* Made by asyncc from gather_stop.c: edit that. */
#line 1 "gather_stop.c"
/* Stopping the loop when all is done, and not before: a gather is spawned like any call, and a callback that it calls
 * when it is done stops the loop. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

#line 10 "golden/gather_stop.c"
struct work__frame {
    struct async_frame head;
    int seconds;
};
static async_status work__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site work__sites[] = {
    { "gather_stop.c", "work", 7, 0x1 },
    { "gather_stop.c", "work", 10, 0x1 },
};
static const struct async_function work__function = {
    work__resume, work__sites, sizeof(struct work__frame)
};
static async_status work__async(struct async_frame *storage, int seconds);
#line 7 "gather_stop.c"
static async_status work__async(struct async_frame *storage, int seconds)
#line 26 "golden/gather_stop.c"
{
    struct work__frame *frame = (struct work__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        case ASYNC_STATE_SAVED: goto started;
        default: goto start_later;
        }
    }
    if (async_stack_low()) {
    start_later:
        if (!(frame = (struct work__frame *)async_frame_new(&work__function))) { return ASYNC_FAILED; }
        frame->seconds = seconds;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        seconds = frame->seconds;
    }
#line 8 "gather_stop.c"
{
    printf("Waiting %d\n", seconds);
    {
#line 10 "gather_stop.c"
        status = async_sleep__async(NULL, seconds);
#line 51 "golden/gather_stop.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct work__frame *)async_frame_new(&work__function))) {
                    frame->seconds = seconds;
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    seconds = frame->seconds;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&work__sites[1]); }
        }
    }
#line 11 "gather_stop.c"
    printf("Done %d\n", seconds);
}
#line 70 "golden/gather_stop.c"
    return ASYNC_DONE;
}
static async_status work__resume(struct async_frame *storage)
{
    return work__async(storage, 0);
}
#line 13 "gather_stop.c"

static void stop(void *loop)
{
    async_loop_stop(loop);
}

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    FUTURE(void) tasks[] = {ASYNC_SPAWN_VOID(work__async(ASYNC_LATER, 1), ASYNC_SITE("gather_stop.c", "main", 26)), ASYNC_SPAWN_VOID(work__async(ASYNC_LATER, 3), ASYNC_SITE("gather_stop.c", "main", 26))};
    FUTURE(void) all = ASYNC_SPAWN_VOID(async_gather__async(ASYNC_LATER, tasks, 2, NULL), ASYNC_SITE("gather_stop.c", "main", 27));
    async_future_add_done_callback(all, stop, loop);
    async_detach(all);
    async_loop_run_forever(loop);
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
