/* Made by asyncc from reuse_loop.c: edit that. */
#line 1 "reuse_loop.c"
/* A loop runs as often as one likes, until it is closed.
 * The _catch form gives the error of the third run; the plain one would print it and exit. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

#line 10 "golden/reuse_loop.c"
struct work__frame {
    struct async_frame head;
    int seconds;
};
static async_status work__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site work__sites[] = {
    { "reuse_loop.c", "work", 7, 0x1 },
    { "reuse_loop.c", "work", 10, 0x1 },
};
static const struct async_function work__function = {
    work__resume, work__sites, sizeof(struct work__frame)
};
static async_status work__async(struct async_frame *storage, int seconds);
#line 7 "reuse_loop.c"
static async_status work__async(struct async_frame *storage, int seconds)
#line 26 "golden/reuse_loop.c"
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
#line 8 "reuse_loop.c"
{
    printf("Waiting %d\n", seconds);
    {
#line 10 "reuse_loop.c"
        status = async_sleep__async(NULL, seconds);
#line 51 "golden/reuse_loop.c"
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
#line 11 "reuse_loop.c"
    printf("Done %d\n", seconds);
}
#line 70 "golden/reuse_loop.c"
    return ASYNC_DONE;
}
static async_status work__resume(struct async_frame *storage)
{
    return work__async(storage, 0);
}
#line 13 "reuse_loop.c"

int main(void)
{
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    ASYNC_LOOP_RUN_VOID((loop), work__async(ASYNC_LATER, 1));
    ASYNC_LOOP_RUN_VOID((loop), work__async(ASYNC_LATER, 3));
    async_loop_close(loop);

    async_error error;
    ASYNC_LOOP_RUN_VOID_CATCH((loop), work__async(ASYNC_LATER, 3), &error);
    puts(error.message);
    return EXIT_SUCCESS;
}
