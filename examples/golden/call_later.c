/* Made by asyncc from call_later.c: edit that. */
#line 1 "call_later.c"
/* Ordinary functions called by the loop: soon, after a delay, at a time.
 * The main coroutine sleeps for long enough to see all of them called, in the order of their times. */
#include <asyncc.h>
#include <stdio.h>

static void say(void *text)
{
    puts(text);
}

#line 14 "golden/call_later.c"
struct async_main__frame {
    struct async_frame head;
    int result;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "call_later.c", "async_main", 11, 0 },
    { "call_later.c", "async_main", 17, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 11 "call_later.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 30 "golden/call_later.c"
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
#line 12 "call_later.c"
{
    async_loop *loop = async_get_running_loop();
    async_call_at(loop, async_loop_time(loop) + 2, say, "called at a time");
    async_call_later(loop, 1, say, "called after a second");
    async_call_soon(loop, say, "called soon");
    {
#line 17 "call_later.c"
        status = async_sleep__async(NULL, 3);
#line 56 "golden/call_later.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 18 "call_later.c"
    { *result = 0; return ASYNC_DONE; }
}
#line 73 "golden/call_later.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 20 "call_later.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
