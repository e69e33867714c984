/* Made by asyncc from shield.c: edit that. */
#line 1 "shield.c"
/* A shield protects a task from cancellation: cancelling the shield cancels only the waiting.
 * Gathered settled, so that the error of one does not hide the value of the other. */
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>

#line 10 "golden/shield.c"
struct num__frame {
    struct async_frame head;
    union {
        int result;
        int x; /* until it is done */
    };
};
static async_status num__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site num__sites[] = {
    { "shield.c", "num", 7, 0x2 },
    { "shield.c", "num", 9, 0x2 },
};
static const struct async_function num__function = {
    num__resume, num__sites, sizeof(struct num__frame)
};
static async_status num__async(struct async_frame *storage, int *result, int x);
#line 7 "shield.c"
static async_status num__async(struct async_frame *storage, int *result, int x)
#line 29 "golden/shield.c"
{
    struct num__frame *frame = (struct num__frame *)storage;
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
        if (!(frame = (struct num__frame *)async_frame_new(&num__function))) { return ASYNC_FAILED; }
        frame->x = x;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        x = frame->x;
    }
#line 8 "shield.c"
{
    {
#line 9 "shield.c"
        status = async_sleep__async(NULL, 0.1);
#line 53 "golden/shield.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct num__frame *)async_frame_new(&num__function))) {
                    frame->x = x;
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    x = frame->x;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&num__sites[1]); }
        }
    }
#line 10 "shield.c"
    { *result = x * x; return ASYNC_DONE; }
}
#line 72 "golden/shield.c"
}
static async_status num__resume(struct async_frame *storage)
{
    return num__async(storage, &((struct num__frame *)storage)->result, 0);
}
#line 12 "shield.c"

#line 80 "golden/shield.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    ASYNC_FUTURE(int) both[2];
    int results[2];
    async_error errors[2];
};
static async_status async_main__resume(struct async_frame *storage);
static const struct async_site async_main__sites[] = {
    { "shield.c", "async_main", 13, 0 },
    { "shield.c", "async_main", 19, 0xe },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 13 "shield.c"
static async_status async_main__resume(struct async_frame *storage)
#line 99 "golden/shield.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    switch (storage->state) {
    case 1: goto resumed_1;
    }
#line 14 "shield.c"
{
    __builtin_memcpy((void *)frame->both, (const void *)(ASYNC_FUTURE(int)[2]){async_shield(ASYNC_SPAWN_TASK(int, num__async(ASYNC_LATER, NULL, 1), ASYNC_SITE("shield.c", "async_main", 15))), ASYNC_SPAWN_TASK(int, num__async(ASYNC_LATER, NULL, 2), ASYNC_SITE("shield.c", "async_main", 15))}, sizeof frame->both);


    async_cancel(frame->both[0]);
    {
#line 19 "shield.c"
        status = async_gather_settled__async(NULL, frame->both, 2, frame->results, frame->errors);
#line 115 "golden/shield.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take_void();
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 20 "shield.c"
    for (int i = 0; i < 2; i++) {
        if (frame->errors[i].code == ECANCELED) {
            puts("ECANCELED");
        } else {
            printf("%d\n", frame->results[i]);
        }
    }
    { frame->result = 0; return ASYNC_DONE; }
}
#line 135 "golden/shield.c"
}
#line 13 "shield.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 139 "golden/shield.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)async_frame_new(&async_main__function);
    if (!frame) { return ASYNC_FAILED; }
    return async_enter(&frame->head, storage, result);
}
#line 29 "shield.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
