/* Made by asyncc from nested.c: edit that. */
#line 1 "nested.c"
/* An ASYNC function awaits others as if it called them, and may return a struct.
 * Where an awaited function waits, so does its caller; the thread does not. */
#include <asyncc.h>
#include <stdio.h>

struct pair {
    int first, second;
};

#line 13 "golden/nested.c"
struct slow__frame {
    struct async_frame head;
    union {
        int result;
        int value; /* until it is done */
    };
};
static async_status slow__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site slow__sites[] = {
    { "nested.c", "slow", 10, 0x2 },
    { "nested.c", "slow", 12, 0x2 },
};
static const struct async_function slow__function = {
    slow__resume, slow__sites, sizeof(struct slow__frame)
};
static async_status slow__async(struct async_frame *storage, int *result, int value);
#line 10 "nested.c"
static async_status slow__async(struct async_frame *storage, int *result, int value)
#line 32 "golden/nested.c"
{
    struct slow__frame *frame = (struct slow__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        default: __builtin_unreachable();
        }
    }
#line 11 "nested.c"
{
    {
#line 12 "nested.c"
        status = async_sleep__async(NULL, 0.1);
#line 47 "golden/nested.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct slow__frame *)async_frame_new(&slow__function))) {
                    frame->value = value;
                    return async_suspend_leaf(&frame->head, 1);
                resumed_1:;
                    value = frame->value;
                    status = async_take_leaf();
                } else {
                    status = async_abandon_leaf();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&slow__sites[1]); }
        }
    }
#line 13 "nested.c"
    { *result = value; return ASYNC_DONE; }
}
#line 66 "golden/nested.c"
}
static async_status slow__resume(struct async_frame *storage)
{
    return slow__async(storage, &((struct slow__frame *)storage)->result, 0);
}
#line 15 "nested.c"

#line 74 "golden/nested.c"
struct both__frame {
    struct async_frame head;
    union {
        struct pair result;
        struct pair pair; /* until it is done */
    };
};
static async_status both__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site both__sites[] = {
    { "nested.c", "both", 16, 0 },
    { "nested.c", "both", 18, 0 },
    { "nested.c", "both", 19, 0x2 },
};
static const struct async_function both__function = {
    both__resume, both__sites, sizeof(struct both__frame)
};
static async_status both__async(struct async_frame *storage, struct pair *result);
#line 16 "nested.c"
static async_status both__async(struct async_frame *storage, struct pair *result)
#line 94 "golden/nested.c"
{
    struct both__frame *frame = (struct both__frame *)storage;
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
        if (!(frame = (struct both__frame *)async_frame_new(&both__function))) { return ASYNC_FAILED; }
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
    }
#line 17 "nested.c"
{

#line 115 "golden/nested.c"
    int await_1;
#line 18 "nested.c"
    status = slow__async(NULL, &await_1, 1);
#line 119 "golden/nested.c"
    if (status != ASYNC_DONE) {
        if (status == ASYNC_PENDING) {
            if (frame || (frame = (struct both__frame *)async_frame_new(&both__function))) {
                return async_suspend(&frame->head, 1);
            resumed_1:;
                status = async_take(&await_1);
            } else {
                status = async_abandon(&await_1);
            }
        }
        if (status != ASYNC_DONE) { return async_passed(&both__sites[1]); }
    }
#line 18 "nested.c"
    struct pair pair = {.first = await_1};
    {
#line 135 "golden/nested.c"
        int await_2;
#line 19 "nested.c"
        status = slow__async(NULL, &await_2, 2);
#line 139 "golden/nested.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct both__frame *)async_frame_new(&both__function))) {
                    frame->pair = pair;
                    return async_suspend(&frame->head, 2);
                resumed_2:;
                    pair = frame->pair;
                    status = async_take(&await_2);
                } else {
                    status = async_abandon(&await_2);
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&both__sites[2]); }
        }
#line 19 "nested.c"
        pair.second = await_2;
#line 156 "golden/nested.c"
    }
#line 20 "nested.c"
    { *result = pair; return ASYNC_DONE; }
}
#line 161 "golden/nested.c"
}
static async_status both__resume(struct async_frame *storage)
{
    return both__async(storage, &((struct both__frame *)storage)->result);
}
#line 22 "nested.c"

int main(void)
{
    struct pair pair = ASYNC_RUN(struct pair, both__async(ASYNC_LATER, NULL));
    printf("%d %d\n", pair.first, pair.second);
    return 0;
}
