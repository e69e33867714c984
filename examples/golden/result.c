/* Made by asyncc from result.c: edit that. */
#line 1 "result.c"
/* A coroutine's value reaches ordinary code through async_loop_run().
 * It has the type that the function says it returns. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

#line 10 "golden/result.c"
struct compute__frame {
    struct async_frame head;
    int result;
};
static async_status compute__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site compute__sites[] = {
    { "result.c", "compute", 7, 0 },
    { "result.c", "compute", 10, 0 },
};
static const struct async_function compute__function = {
    compute__resume, compute__sites, sizeof(struct compute__frame)
};
static async_status compute__async(struct async_frame *storage, int *result);
#line 7 "result.c"
static async_status compute__async(struct async_frame *storage, int *result)
#line 26 "golden/result.c"
{
    struct compute__frame *frame = (struct compute__frame *)storage;
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
        if (!(frame = (struct compute__frame *)async_frame_new(&compute__function))) { return ASYNC_FAILED; }
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
    }
#line 8 "result.c"
{
    puts("this is a coroutine");
    {
#line 10 "result.c"
        status = async_sleep__async(NULL, 0.1);
#line 49 "golden/result.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct compute__frame *)async_frame_new(&compute__function))) {
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&compute__sites[1]); }
        }
    }
#line 11 "result.c"
    { *result = 12; return ASYNC_DONE; }
}
#line 66 "golden/result.c"
}
static async_status compute__resume(struct async_frame *storage)
{
    return compute__async(storage, &((struct compute__frame *)storage)->result);
}
#line 13 "result.c"

int main(void)
{
    puts("coroutine begin");
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    puts("into event loop");
    int result = ASYNC_LOOP_RUN(int, (loop), compute__async(ASYNC_LATER, NULL));
    printf("result is: %d\n", result);
    puts("close event loop");
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
