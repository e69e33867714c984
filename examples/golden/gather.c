/* Made by asyncc from gather.c: edit that. */
#line 1 "gather.c"
/* The results of ten tasks, in the order of the arguments, whatever the order in which the tasks end.
 * The last one started ends first. */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 10 };

#line 11 "golden/gather.c"
struct sleeper__frame {
    struct async_frame head;
    union {
        int result;
        int n; /* until it is done */
    };
};
static async_status sleeper__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site sleeper__sites[] = {
    { "gather.c", "sleeper", 8, 0x2 },
    { "gather.c", "sleeper", 10, 0x2 },
};
static const struct async_function sleeper__function = {
    sleeper__resume, sleeper__sites, sizeof(struct sleeper__frame)
};
static async_status sleeper__async(struct async_frame *storage, int *result, int n);
#line 8 "gather.c"
static async_status sleeper__async(struct async_frame *storage, int *result, int n)
#line 30 "golden/gather.c"
{
    struct sleeper__frame *frame = (struct sleeper__frame *)storage;
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
        if (!(frame = (struct sleeper__frame *)async_frame_new(&sleeper__function))) { return ASYNC_FAILED; }
        frame->n = n;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        n = frame->n;
    }
#line 9 "gather.c"
{
    {
#line 10 "gather.c"
        status = async_sleep__async(NULL, (TASKS - n) * 0.1);
#line 54 "golden/gather.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct sleeper__frame *)async_frame_new(&sleeper__function))) {
                    frame->n = n;
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    n = frame->n;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&sleeper__sites[1]); }
        }
    }
#line 11 "gather.c"
    { *result = n; return ASYNC_DONE; }
}
#line 73 "golden/gather.c"
}
static async_status sleeper__resume(struct async_frame *storage)
{
    return sleeper__async(storage, &((struct sleeper__frame *)storage)->result, 0);
}
#line 13 "gather.c"

#line 81 "golden/gather.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    ASYNC_FUTURE(int) tasks[10];
    int results[10];
};
static async_status async_main__resume(struct async_frame *storage);
static const struct async_site async_main__sites[] = {
    { "gather.c", "async_main", 14, 0 },
    { "gather.c", "async_main", 21, 0x6 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 14 "gather.c"
static async_status async_main__resume(struct async_frame *storage)
#line 99 "golden/gather.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    switch (storage->state) {
    case 1: goto resumed_1;
    }
#line 15 "gather.c"
{


    for (int n = 0; n < TASKS; n++) {
        frame->tasks[n] = ASYNC_SPAWN_TASK(int, sleeper__async(ASYNC_LATER, NULL, n), ASYNC_SITE("gather.c", "async_main", 19));
    }
    {
#line 21 "gather.c"
        status = async_gather__async(NULL, frame->tasks, TASKS, frame->results);
#line 116 "golden/gather.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take_void();
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 22 "gather.c"
    for (int n = 0; n < TASKS; n++) {
        printf("%d\n", frame->results[n]);
    }
    { frame->result = 0; return ASYNC_DONE; }
}
#line 132 "golden/gather.c"
}
#line 14 "gather.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 136 "golden/gather.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)async_frame_new(&async_main__function);
    if (!frame) { return ASYNC_FAILED; }
    return async_enter(&frame->head, storage, result);
}
#line 27 "gather.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
