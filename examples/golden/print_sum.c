/* Made by asyncc from print_sum.c: edit that. */
#line 1 "print_sum.c"
/* A chain of coroutines, three times at once: print_sum() awaits compute(), which awaits async_sleep().
 * async_gather() waits for several tasks. */
#include <asyncc.h>
#include <stdio.h>

#line 9 "golden/print_sum.c"
struct compute__frame {
    struct async_frame head;
    union {
        int result;
        int x; /* until it is done */
    };
    int y;
};
static async_status compute__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site compute__sites[] = {
    { "print_sum.c", "compute", 6, 0x6 },
    { "print_sum.c", "compute", 9, 0x6 },
};
static const struct async_function compute__function = {
    compute__resume, compute__sites, sizeof(struct compute__frame)
};
static async_status compute__async(struct async_frame *storage, int *result, int x, int y);
#line 6 "print_sum.c"
static async_status compute__async(struct async_frame *storage, int *result, int x, int y)
#line 29 "golden/print_sum.c"
{
    struct compute__frame *frame = (struct compute__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        default: __builtin_unreachable();
        }
    }
#line 7 "print_sum.c"
{
    printf("Compute %d + %d ...\n", x, y);
    {
#line 9 "print_sum.c"
        status = async_sleep__async(NULL, 1.0);
#line 45 "golden/print_sum.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct compute__frame *)async_frame_new(&compute__function))) {
                    frame->x = x;
                    frame->y = y;
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    x = frame->x;
                    y = frame->y;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&compute__sites[1]); }
        }
    }
#line 10 "print_sum.c"
    { *result = x + y; return ASYNC_DONE; }
}
#line 66 "golden/print_sum.c"
}
static async_status compute__resume(struct async_frame *storage)
{
    return compute__async(storage, &((struct compute__frame *)storage)->result, 0, 0);
}
#line 12 "print_sum.c"

#line 74 "golden/print_sum.c"
struct print_sum__frame {
    struct async_frame head;
    int x;
    int y;
};
static async_status print_sum__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site print_sum__sites[] = {
    { "print_sum.c", "print_sum", 13, 0x3 },
    { "print_sum.c", "print_sum", 15, 0x3 },
};
static const struct async_function print_sum__function = {
    print_sum__resume, print_sum__sites, sizeof(struct print_sum__frame)
};
static async_status print_sum__async(struct async_frame *storage, int x, int y);
#line 13 "print_sum.c"
static async_status print_sum__async(struct async_frame *storage, int x, int y)
#line 91 "golden/print_sum.c"
{
    struct print_sum__frame *frame = (struct print_sum__frame *)storage;
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
        if (!(frame = (struct print_sum__frame *)async_frame_new(&print_sum__function))) { return ASYNC_FAILED; }
        frame->x = x;
        frame->y = y;
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
        x = frame->x;
        y = frame->y;
    }
#line 14 "print_sum.c"
{
    {
#line 115 "golden/print_sum.c"
        int await_1;
#line 15 "print_sum.c"
        status = compute__async(NULL, &await_1, x, y);
#line 119 "golden/print_sum.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct print_sum__frame *)async_frame_new(&print_sum__function))) {
                    frame->x = x;
                    frame->y = y;
                    return async_suspend(&frame->head, 1);
                resumed_1:;
                    x = frame->x;
                    y = frame->y;
                    status = async_take(&await_1);
                } else {
                    status = async_abandon(&await_1);
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&print_sum__sites[1]); }
        }
#line 15 "print_sum.c"
        printf("%d + %d = %d\n", x, y, await_1);
#line 138 "golden/print_sum.c"
    }
#line 16 "print_sum.c"
}
#line 142 "golden/print_sum.c"
    return ASYNC_DONE;
}
static async_status print_sum__resume(struct async_frame *storage)
{
    return print_sum__async(storage, 0, 0);
}
#line 17 "print_sum.c"

#line 151 "golden/print_sum.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    ASYNC_FUTURE(void) sums[3];
};
static async_status async_main__resume(struct async_frame *storage);
static const struct async_site async_main__sites[] = {
    { "print_sum.c", "async_main", 18, 0 },
    { "print_sum.c", "async_main", 21, 0x2 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 18 "print_sum.c"
static async_status async_main__resume(struct async_frame *storage)
#line 168 "golden/print_sum.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    switch (storage->state) {
    case 1: goto resumed_1;
    }
#line 19 "print_sum.c"
{
    __builtin_memcpy((void *)frame->sums, (const void *)(ASYNC_FUTURE(void)[3]){ASYNC_SPAWN_VOID(print_sum__async(ASYNC_LATER, 1, 2), ASYNC_SITE("print_sum.c", "async_main", 20)), ASYNC_SPAWN_VOID(print_sum__async(ASYNC_LATER, 11, 12), ASYNC_SITE("print_sum.c", "async_main", 20)), ASYNC_SPAWN_VOID(print_sum__async(ASYNC_LATER, 111, 112), ASYNC_SITE("print_sum.c", "async_main", 20))}, sizeof frame->sums);
    {
#line 21 "print_sum.c"
        status = async_gather__async(NULL, frame->sums, 3, NULL);
#line 181 "golden/print_sum.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take_void();
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 22 "print_sum.c"
    { frame->result = 0; return ASYNC_DONE; }
}
#line 194 "golden/print_sum.c"
}
#line 18 "print_sum.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 198 "golden/print_sum.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)async_frame_new(&async_main__function);
    if (!frame) { return ASYNC_FAILED; }
    return async_enter(&frame->head, storage, result);
}
#line 24 "print_sum.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
