/* take.c - see take.h. */
#include "take.h"

/* What stands in the frame behind the item, which is of any size; frame->reserved is where. */
struct rest {
    const struct async__source *source;
    void *object;
    size_t align;
};

static struct rest *rest_of(struct async_frame *frame)
{
    return (struct rest *)((char *)frame + frame->reserved);
}

static async_status wait_for_item(struct async_frame *frame, const struct async__source *source, void *object)
{
    async_status status = async__park((struct async__waiters *)((char *)object + source->waiters), source->type, 0);
    return status == ASYNC_PENDING ? async_suspend_leaf(frame, 1) : status;
}

/* Takes an item into the frame, or waits. */
static async_status take(struct async_frame *frame)
{
    const struct rest *rest = rest_of(frame);
    int error = rest->source->take(rest->object, (char *)frame + ASYNC__RESULT_OFFSET(rest->align));
    if (error != -EAGAIN) {
        return error ? rest->source->refuse(rest->object, error) : ASYNC_DONE;
    }
    return wait_for_item(frame, rest->source, rest->object);
}

static async_status resume(struct async_frame *frame)
{
    return frame->state == 1 && async_self.status == ASYNC_FAILED ? ASYNC_FAILED : take(frame);
}

static const struct async_function take_function = {.resume = resume};

async_status async__take_later(struct async_frame *storage, size_t size, size_t align,
                               const struct async__source *source, void *object)
{
    size_t rest_at = async__round_up(ASYNC__RESULT_OFFSET(align) + size, _Alignof(struct rest));
    struct async_frame *frame =
        async__frame_new_sized(&take_function, async__round_up(rest_at + sizeof(struct rest), align));
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->reserved = (uint32_t)rest_at;
    *rest_of(frame) = (struct rest){source, object, align};
    if (storage) {
        return async_start_later(frame, ASYNC_STATE_SAVED);
    }
    async_status status = wait_for_item(frame, source, object);
    if (status != ASYNC_PENDING) {
        async_frame_free(frame);
    }
    return status;
}
