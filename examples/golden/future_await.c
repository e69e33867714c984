/* Made by asyncc from future_await.c: edit that. */
#line 1 "future_await.c"
/* One task awaits a future that another one sets.
 * A future is joined as a task is. */
#include <asyncc.h>
#include <stdio.h>

#line 9 "golden/future_await.c"
struct set_later__frame {
    struct async_frame head;
    ASYNC_FUTURE(const char *) future;
};
static async_status set_later__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site set_later__sites[] = {
    { "future_await.c", "set_later", 6, 0x1 },
    { "future_await.c", "set_later", 9, 0x1 },
};
static const struct async_function set_later__function = {
    set_later__resume, set_later__sites, sizeof(struct set_later__frame)
};
static async_status set_later__async(struct async_frame *storage, ASYNC_FUTURE(const char *) future);
#line 6 "future_await.c"
static async_status set_later__async(struct async_frame *storage, ASYNC_FUTURE(const char *) future)
#line 25 "golden/future_await.c"
{
    struct set_later__frame *frame = (struct set_later__frame *)storage;
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
        if (!(frame = (struct set_later__frame *)async_frame_new(&set_later__function))) { return ASYNC_FAILED; }
        frame->future = future;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        future = frame->future;
    }
#line 7 "future_await.c"
{
    puts("wait 1 second");
    {
#line 9 "future_await.c"
        status = async_sleep__async(NULL, 1);
#line 50 "golden/future_await.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct set_later__frame *)async_frame_new(&set_later__function))) {
                    frame->future = future;
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    future = frame->future;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&set_later__sites[1]); }
        }
    }
#line 10 "future_await.c"
    puts("set_result");
    async_future_set_result(future, "data");
}
#line 70 "golden/future_await.c"
    return ASYNC_DONE;
}
static async_status set_later__resume(struct async_frame *storage)
{
    return set_later__async(storage, 0);
}
#line 13 "future_await.c"

#line 79 "golden/future_await.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    ASYNC_FUTURE(void) setter;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "future_await.c", "async_main", 14, 0 },
    { "future_await.c", "async_main", 18, 0x2 },
    { "future_await.c", "async_main", 19, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 14 "future_await.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 97 "golden/future_await.c"
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
#line 15 "future_await.c"
{
    FUTURE(const char *) future = async_future_new(const char *);
    FUTURE(void) setter = ASYNC_SPAWN_VOID(set_later__async(ASYNC_LATER, future), ASYNC_SITE("future_await.c", "async_main", 17));
    {
#line 120 "golden/future_await.c"
        const char *await_1[1];
#line 18 "future_await.c"
        status = async_join__async(NULL, &await_1[0], future);
#line 124 "golden/future_await.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                    frame->setter = setter;
                    return async_suspend(&frame->head, 1);
                resumed_1:;
                    setter = frame->setter;
                    status = async_take(&await_1[0]);
                } else {
                    status = async_abandon(&await_1[0]);
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
#line 18 "future_await.c"
        puts(await_1[0]);
#line 141 "golden/future_await.c"
    }
#line 19 "future_await.c"
    {
#line 19 "future_await.c"
        status = async_join__async(NULL, setter);
#line 147 "golden/future_await.c"
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
#line 20 "future_await.c"
    { *result = 0; return ASYNC_DONE; }
}
#line 164 "golden/future_await.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 22 "future_await.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
