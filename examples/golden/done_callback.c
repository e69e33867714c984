/* Made by asyncc from done_callback.c: edit that. */
#line 1 "done_callback.c"
/* A callback that the loop calls once a task is done.
 * It gets what it was registered with: here the task itself, to read its result. */
#include <asyncc.h>
#include <stdio.h>

#line 9 "golden/done_callback.c"
struct work__frame {
    struct async_frame head;
    const char *result;
};
static async_status work__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site work__sites[] = {
    { "done_callback.c", "work", 6, 0 },
    { "done_callback.c", "work", 8, 0 },
};
static const struct async_function work__function = {
    work__resume, work__sites, sizeof(struct work__frame)
};
static async_status work__async(struct async_frame *storage, const char **result);
#line 6 "done_callback.c"
static async_status work__async(struct async_frame *storage, const char **result)
#line 25 "golden/done_callback.c"
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
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
    }
#line 7 "done_callback.c"
{
    {
#line 8 "done_callback.c"
        status = async_sleep__async(NULL, 1);
#line 47 "golden/done_callback.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct work__frame *)async_frame_new(&work__function))) {
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&work__sites[1]); }
        }
    }
#line 9 "done_callback.c"
    { *result = "ok"; return ASYNC_DONE; }
}
#line 64 "golden/done_callback.c"
}
static async_status work__resume(struct async_frame *storage)
{
    return work__async(storage, &((struct work__frame *)storage)->result);
}
#line 11 "done_callback.c"

static void print_result(void *arg)
{
    FUTURE(const char *) task = arg;
    puts(async_future_result(task));
}

#line 78 "golden/done_callback.c"
struct async_main__frame {
    struct async_frame head;
    int result;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "done_callback.c", "async_main", 18, 0 },
    { "done_callback.c", "async_main", 22, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 18 "done_callback.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 94 "golden/done_callback.c"
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
#line 19 "done_callback.c"
{
    FUTURE(const char *) task = ASYNC_SPAWN_TASK(const char *, work__async(ASYNC_LATER, NULL), ASYNC_SITE("done_callback.c", "async_main", 20));
    async_future_add_done_callback(task, print_result, task);
    {
#line 116 "golden/done_callback.c"
        const char *await_1[1];
#line 22 "done_callback.c"
        status = async_join__async(NULL, &await_1[0], task);
#line 120 "golden/done_callback.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                    return async_suspend(&frame->head, 1);
                resumed_1:;
                    status = async_take(&await_1[0]);
                } else {
                    status = async_abandon(&await_1[0]);
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 23 "done_callback.c"
    { *result = 0; return ASYNC_DONE; }
}
#line 137 "golden/done_callback.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 25 "done_callback.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
