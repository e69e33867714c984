/* Made by asyncc from hello.c: edit that. */
#line 1 "hello.c"
/* The smallest program: an ASYNC function that prints, sleeps for a second without blocking the thread, and prints.
 * async_run() makes an event loop, runs the function to its end and closes the loop. */
#include <asyncc.h>
#include <stdio.h>

#line 9 "golden/hello.c"
struct async_main__frame {
    struct async_frame head;
    int result;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "hello.c", "async_main", 6, 0 },
    { "hello.c", "async_main", 9, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 6 "hello.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 25 "golden/hello.c"
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
#line 7 "hello.c"
{
    puts("start");
    {
#line 9 "hello.c"
        status = async_sleep__async(NULL, 1);
#line 48 "golden/hello.c"
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
#line 10 "hello.c"
    puts("end");
    { *result = 0; return ASYNC_DONE; }
}
#line 66 "golden/hello.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 13 "hello.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
