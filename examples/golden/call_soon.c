/* Made by asyncc from call_soon.c: edit that. */
#line 1 "call_soon.c"
/* Ordinary functions called by the loop: soon, after a delay, at a time.
 * The main coroutine ends at once, and what is due later than that is not called any more. */
#include <asyncc.h>
#include <stdio.h>

static void say(void *text)
{
    puts(text);
}

#line 14 "golden/call_soon.c"
struct async_main__frame {
    struct async_frame head;
    int result;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "call_soon.c", "async_main", 11, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 11 "call_soon.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 29 "golden/call_soon.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    if (storage) {
        if (storage->state == ASYNC_STATE_LATER) {
            if (!(frame = (struct async_main__frame *)async_frame_new(&async_main__function))) { return ASYNC_FAILED; }
            return async_start_later(&frame->head, ASYNC_STATE_SAVED);
        }
    }
#line 12 "call_soon.c"
{
    async_loop *loop = async_get_running_loop();
    async_call_later(loop, 1, say, "called after a second");
    async_call_at(loop, async_loop_time(loop) + 2, say, "called at a time");
    async_call_soon(loop, say, "called soon");
    { *result = 0; return ASYNC_DONE; }
}
#line 46 "golden/call_soon.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 19 "call_soon.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
