/* Made by asyncc from elapsed.c: edit that. */
#line 1 "elapsed.c"
/* Four sleeps of a second each, at the same time, take one second in all.
 * async_loop_time() is the loop's clock, which goes on only while something waits if ASYNC_CLOCK=virtual is set. */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 4 };

#line 11 "golden/elapsed.c"
struct work__frame {
    struct async_frame head;
    const char *result;
};
static async_status work__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site work__sites[] = {
    { "elapsed.c", "work", 8, 0 },
    { "elapsed.c", "work", 10, 0 },
};
static const struct async_function work__function = {
    work__resume, work__sites, sizeof(struct work__frame)
};
static async_status work__async(struct async_frame *storage, const char **result);
#line 8 "elapsed.c"
static async_status work__async(struct async_frame *storage, const char **result)
#line 27 "golden/elapsed.c"
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
#line 9 "elapsed.c"
{
    {
#line 10 "elapsed.c"
        status = async_sleep__async(NULL, 1);
#line 49 "golden/elapsed.c"
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
#line 11 "elapsed.c"
    { *result = "ok"; return ASYNC_DONE; }
}
#line 66 "golden/elapsed.c"
}
static async_status work__resume(struct async_frame *storage)
{
    return work__async(storage, &((struct work__frame *)storage)->result);
}
#line 13 "elapsed.c"

#line 74 "golden/elapsed.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    async_loop *loop;
    double start;
    ASYNC_FUTURE(const char *) tasks[4];
    const char *results[4];
};
static async_status async_main__resume(struct async_frame *storage);
static const struct async_site async_main__sites[] = {
    { "elapsed.c", "async_main", 14, 0 },
    { "elapsed.c", "async_main", 23, 0x1e },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 14 "elapsed.c"
static async_status async_main__resume(struct async_frame *storage)
#line 94 "golden/elapsed.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    switch (storage->state) {
    case 1: goto resumed_1;
    }
#line 15 "elapsed.c"
{
    frame->loop = async_get_running_loop();
    frame->start = async_loop_time(frame->loop);


    for (int i = 0; i < TASKS; i++) {
        frame->tasks[i] = ASYNC_SPAWN_TASK(const char *, work__async(ASYNC_LATER, NULL), ASYNC_SITE("elapsed.c", "async_main", 21));
    }
    {
#line 23 "elapsed.c"
        status = async_gather__async(NULL, frame->tasks, TASKS, frame->results);
#line 113 "golden/elapsed.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take_void();
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 24 "elapsed.c"
    for (int i = 0; i < TASKS; i++) {
        puts(frame->results[i]);
    }
    printf("%.1f seconds\n", async_loop_time(frame->loop) - frame->start);
    { frame->result = 0; return ASYNC_DONE; }
}
#line 130 "golden/elapsed.c"
}
#line 14 "elapsed.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 134 "golden/elapsed.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)async_frame_new(&async_main__function);
    if (!frame) { return ASYNC_FAILED; }
    return async_enter(&frame->head, storage, result);
}
#line 30 "elapsed.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
