/* Made by asyncc from stop_early.c: edit that. */
#line 1 "stop_early.c"
/* The first task to end stops the loop, so the second one never does.
 * Closing the loop reports the task that is still pending, on stderr, and cancels it. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

#line 10 "golden/stop_early.c"
struct work__frame {
    struct async_frame head;
    int seconds;
};
static async_status work__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site work__sites[] = {
    { "stop_early.c", "work", 7, 0x1 },
    { "stop_early.c", "work", 10, 0x1 },
};
static const struct async_function work__function = {
    work__resume, work__sites, sizeof(struct work__frame)
};
static async_status work__async(struct async_frame *storage, int seconds);
#line 7 "stop_early.c"
static async_status work__async(struct async_frame *storage, int seconds)
#line 26 "golden/stop_early.c"
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
#line 8 "stop_early.c"
{
    printf("Waiting %d\n", seconds);
    {
#line 10 "stop_early.c"
        status = async_sleep__async(NULL, seconds);
#line 51 "golden/stop_early.c"
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
#line 11 "stop_early.c"
    printf("Done %d\n", seconds);
    async_loop_stop(async_get_running_loop());
}
#line 71 "golden/stop_early.c"
    return ASYNC_DONE;
}
static async_status work__resume(struct async_frame *storage)
{
    return work__async(storage, 0);
}
#line 14 "stop_early.c"

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    async_detach(ASYNC_SPAWN_VOID(work__async(ASYNC_LATER, 1), ASYNC_SITE("stop_early.c", "main", 22)));
    async_detach(ASYNC_SPAWN_VOID(work__async(ASYNC_LATER, 3), ASYNC_SITE("stop_early.c", "main", 23)));
    async_loop_run_forever(loop);
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
