/* Made by asyncc from cancel.c: edit that. */
#line 1 "cancel.c"
/* A task that is cancelled before it has started never runs; joining it gives ECANCELED.
 * AWAIT_CATCH stores an error of the call instead of passing it on. */
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>

#line 10 "golden/cancel.c"
struct child__frame {
    struct async_frame head;
};
static async_status child__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site child__sites[] = {
    { "cancel.c", "child", 7, 0 },
};
static const struct async_function child__function = {
    child__resume, child__sites, sizeof(struct child__frame)
};
static async_status child__async(struct async_frame *storage);
#line 7 "cancel.c"
static async_status child__async(struct async_frame *storage)
#line 24 "golden/cancel.c"
{
    struct child__frame *frame = (struct child__frame *)storage;
    if (storage) {
        if (storage->state == ASYNC_STATE_LATER) {
            if (!(frame = (struct child__frame *)async_frame_new(&child__function))) { return ASYNC_FAILED; }
            return async_start_later(&frame->head, ASYNC_STATE_SAVED);
        }
    }
#line 8 "cancel.c"
{
    puts("never printed");
}
#line 37 "golden/cancel.c"
    return ASYNC_DONE;
}
static async_status child__resume(struct async_frame *storage)
{
    return child__async(storage);
}
#line 11 "cancel.c"

#line 46 "golden/cancel.c"
struct async_main__frame {
    struct async_frame head;
    int result;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "cancel.c", "async_main", 12, 0 },
    { "cancel.c", "async_main", 17, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 12 "cancel.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 62 "golden/cancel.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
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
        if (!(frame = (struct async_main__frame *)async_frame_new(&async_main__function))) { return ASYNC_FAILED; }
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
    }
#line 13 "cancel.c"
{
    async_error error;
    FUTURE(void) task = ASYNC_SPAWN_VOID(child__async(ASYNC_LATER), ASYNC_SITE("cancel.c", "async_main", 15));
    async_cancel(task);
    {
#line 17 "cancel.c"
        status = async_join__async(NULL, task);
#line 87 "golden/cancel.c"
        if (status == ASYNC_PENDING) {
            if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take_void();
            } else {
                status = async_abandon_void();
            }
        }
        async_catch(status, &error);
    }
#line 18 "cancel.c"
    if (error.code == ECANCELED) {
        puts("task cancelled");
    }
    { *result = 0; return ASYNC_DONE; }
}
#line 105 "golden/cancel.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 23 "cancel.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
