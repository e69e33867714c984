/* Made by asyncc from coroutine.c: edit that. */
#line 1 "coroutine.c"
/* What async_run() does, step by step: make a loop, run a coroutine on it, close it.
 * Calling an ASYNC function here does not run it; the loop does. */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

#line 10 "golden/coroutine.c"
struct greet__frame {
    struct async_frame head;
};
static async_status greet__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site greet__sites[] = {
    { "coroutine.c", "greet", 7, 0 },
};
static const struct async_function greet__function = {
    greet__resume, greet__sites, sizeof(struct greet__frame)
};
static async_status greet__async(struct async_frame *storage);
#line 7 "coroutine.c"
static async_status greet__async(struct async_frame *storage)
#line 24 "golden/coroutine.c"
{
    struct greet__frame *frame = (struct greet__frame *)storage;
    if (storage) {
        if (storage->state == ASYNC_STATE_LATER) {
            if (!(frame = (struct greet__frame *)async_frame_new(&greet__function))) { return ASYNC_FAILED; }
            return async_start_later(&frame->head, ASYNC_STATE_SAVED);
        }
    }
#line 8 "coroutine.c"
{
    puts("this is a coroutine");
}
#line 37 "golden/coroutine.c"
    return ASYNC_DONE;
}
static async_status greet__resume(struct async_frame *storage)
{
    return greet__async(storage);
}
#line 11 "coroutine.c"

int main(void)
{
    puts("coroutine begin");
    async_loop *loop = async_loop_new();
    if (!loop) {
        perror("async_loop_new");
        return EXIT_FAILURE;
    }
    puts("into event loop");
    ASYNC_LOOP_RUN_VOID((loop), greet__async(ASYNC_LATER));
    puts("close event loop");
    async_loop_close(loop);
    return EXIT_SUCCESS;
}
