/* Made by asyncc from two_sleepers.c: edit that. */
#line 1 "two_sleepers.c"
/* Two tasks sleep at the same time: SPAWN starts each, async_join() waits for its end.
 * All is over after two seconds, not four. */
#include <asyncc.h>
#include <stdio.h>

#line 9 "golden/two_sleepers.c"
struct sleeper__frame {
    struct async_frame head;
    int before;
    int after;
};
static async_status sleeper__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site sleeper__sites[] = {
    { "two_sleepers.c", "sleeper", 6, 0x3 },
    { "two_sleepers.c", "sleeper", 9, 0x2 },
};
static const struct async_function sleeper__function = {
    sleeper__resume, sleeper__sites, sizeof(struct sleeper__frame)
};
static async_status sleeper__async(struct async_frame *storage, int before, int after);
#line 6 "two_sleepers.c"
static async_status sleeper__async(struct async_frame *storage, int before, int after)
#line 26 "golden/two_sleepers.c"
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
        frame->before = before;
        frame->after = after;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        before = frame->before;
        after = frame->after;
    }
#line 7 "two_sleepers.c"
{
    printf("%d\n", before);
    {
#line 9 "two_sleepers.c"
        status = async_sleep__async(NULL, 2);
#line 53 "golden/two_sleepers.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct sleeper__frame *)async_frame_new(&sleeper__function))) {
                    frame->after = after;
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    after = frame->after;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&sleeper__sites[1]); }
        }
    }
#line 10 "two_sleepers.c"
    printf("%d\n", after);
}
#line 72 "golden/two_sleepers.c"
    return ASYNC_DONE;
}
static async_status sleeper__resume(struct async_frame *storage)
{
    return sleeper__async(storage, 0, 0);
}
#line 12 "two_sleepers.c"

#line 81 "golden/two_sleepers.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    ASYNC_FUTURE(void) second;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "two_sleepers.c", "async_main", 13, 0 },
    { "two_sleepers.c", "async_main", 17, 0x2 },
    { "two_sleepers.c", "async_main", 18, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 13 "two_sleepers.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 99 "golden/two_sleepers.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        case 2: goto resumed_2;
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
#line 14 "two_sleepers.c"
{
    FUTURE(void) first = ASYNC_SPAWN_VOID(sleeper__async(ASYNC_LATER, 1, 2), ASYNC_SITE("two_sleepers.c", "async_main", 15));
    FUTURE(void) second = ASYNC_SPAWN_VOID(sleeper__async(ASYNC_LATER, 3, 4), ASYNC_SITE("two_sleepers.c", "async_main", 16));
    {
#line 17 "two_sleepers.c"
        status = async_join__async(NULL, first);
#line 124 "golden/two_sleepers.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                    frame->second = second;
                    return async_suspend(&frame->head, 1);
                resumed_1:;
                    second = frame->second;
                    status = async_take_void();
                } else {
                    status = async_abandon_void();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 18 "two_sleepers.c"
    {
#line 18 "two_sleepers.c"
        status = async_join__async(NULL, second);
#line 144 "golden/two_sleepers.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                    return async_suspend(&frame->head, 2);
                resumed_2:;
                    status = async_take_void();
                } else {
                    status = async_abandon_void();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[2]); }
        }
    }
#line 19 "two_sleepers.c"
    { *result = 0; return ASYNC_DONE; }
}
#line 161 "golden/two_sleepers.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 21 "two_sleepers.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
