/* Made by asyncc from producer_consumer.c: edit that. */
#line 1 "producer_consumer.c"
/* A queue between two tasks. Whenever ten items wait in it, the producer waits until they have been dealt with. */
#include <asyncc.h>
#include <errno.h>
#include <stdio.h>

static ASYNC_QUEUE(int) queue;

#line 11 "golden/producer_consumer.c"
struct produce__frame {
    struct async_frame head;
    int count;
    int i;
};
static async_status produce__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site produce__sites[] = {
    { "producer_consumer.c", "produce", 8, 0x1 },
    { "producer_consumer.c", "produce", 11, 0x3 },
    { "producer_consumer.c", "produce", 14, 0x3 },
};
static const struct async_function produce__function = {
    produce__resume, produce__sites, sizeof(struct produce__frame)
};
static async_status produce__async(struct async_frame *storage, int count);
#line 8 "producer_consumer.c"
static async_status produce__async(struct async_frame *storage, int count)
#line 29 "golden/producer_consumer.c"
{
    struct produce__frame *frame = (struct produce__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        case 2: goto resumed_2;
        default: __builtin_unreachable();
        }
    }
#line 9 "producer_consumer.c"
{
    for (int i = 1; i <= count; i++) {
        {
#line 11 "producer_consumer.c"
            status = async_queue_put__async(NULL, &queue, i);
#line 46 "golden/producer_consumer.c"
            if (status != ASYNC_DONE) {
                if (status == ASYNC_PENDING) {
                    if (frame || (frame = (struct produce__frame *)async_frame_new(&produce__function))) {
                        frame->count = count;
                        frame->i = i;
                        return async_suspend(&frame->head, 1);
                    resumed_1:;
                        count = frame->count;
                        i = frame->i;
                        status = async_take_void();
                    } else {
                        status = async_abandon_void();
                    }
                }
                if (status != ASYNC_DONE) { return async_passed(&produce__sites[1]); }
            }
        }
#line 12 "producer_consumer.c"
        printf("produced %d\n", i);
        if (async_queue_size(&queue) == 10) {
            {
#line 14 "producer_consumer.c"
                status = async_queue_join__async(NULL, &queue);
#line 70 "golden/producer_consumer.c"
                if (status != ASYNC_DONE) {
                    if (status == ASYNC_PENDING) {
                        if (frame || (frame = (struct produce__frame *)async_frame_new(&produce__function))) {
                            frame->count = count;
                            frame->i = i;
                            return async_suspend(&frame->head, 2);
                        resumed_2:;
                            count = frame->count;
                            i = frame->i;
                            status = async_take_void();
                        } else {
                            status = async_abandon_void();
                        }
                    }
                    if (status != ASYNC_DONE) { return async_passed(&produce__sites[2]); }
                }
            }
#line 15 "producer_consumer.c"
        }
    }
}
#line 92 "golden/producer_consumer.c"
    return ASYNC_DONE;
}
static async_status produce__resume(struct async_frame *storage)
{
    return produce__async(storage, 0);
}
#line 18 "producer_consumer.c"

#line 101 "golden/producer_consumer.c"
struct consume__frame {
    struct async_frame head;
};
static async_status consume__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site consume__sites[] = {
    { "producer_consumer.c", "consume", 19, 0 },
    { "producer_consumer.c", "consume", 22, 0 },
};
static const struct async_function consume__function = {
    consume__resume, consume__sites, sizeof(struct consume__frame)
};
static async_status consume__async(struct async_frame *storage);
#line 19 "producer_consumer.c"
static async_status consume__async(struct async_frame *storage)
#line 116 "golden/producer_consumer.c"
{
    struct consume__frame *frame = (struct consume__frame *)storage;
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
        if (!(frame = (struct consume__frame *)async_frame_new(&consume__function))) { return ASYNC_FAILED; }
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    started:;
    }
#line 20 "producer_consumer.c"
{
    for (;;) {

#line 137 "golden/producer_consumer.c"
        int await_1;
#line 22 "producer_consumer.c"
        status = async_queue_get__async(NULL, &await_1, &queue);
#line 141 "golden/producer_consumer.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct consume__frame *)async_frame_new(&consume__function))) {
                    return async_suspend(&frame->head, 1);
                resumed_1:;
                    status = async_take(&await_1);
                } else {
                    status = async_abandon(&await_1);
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&consume__sites[1]); }
        }
#line 22 "producer_consumer.c"
        int item = await_1;
        printf("consumed %d\n", item);
        async_queue_task_done(&queue);
    }
}
#line 160 "golden/producer_consumer.c"
    return ASYNC_DONE;
}
static async_status consume__resume(struct async_frame *storage)
{
    return consume__async(storage);
}
#line 27 "producer_consumer.c"

#line 169 "golden/producer_consumer.c"
struct async_main__frame {
    struct async_frame head;
    int result;
    ASYNC_FUTURE(void) consumer;
};
static async_status async_main__resume(struct async_frame *storage) __attribute__((nonnull));
static const struct async_site async_main__sites[] = {
    { "producer_consumer.c", "async_main", 28, 0 },
    { "producer_consumer.c", "async_main", 33, 0x2 },
    { "producer_consumer.c", "async_main", 34, 0x2 },
    { "producer_consumer.c", "async_main", 37, 0 },
};
static const struct async_function async_main__function = {
    async_main__resume, async_main__sites, sizeof(struct async_main__frame)
};
static async_status async_main__async(struct async_frame *storage, int *result);
#line 28 "producer_consumer.c"
static async_status async_main__async(struct async_frame *storage, int *result)
#line 188 "golden/producer_consumer.c"
{
    struct async_main__frame *frame = (struct async_main__frame *)storage;
    async_status status;
    if (storage) {
        switch (storage->state) {
        case 1: goto resumed_1;
        case 2: goto resumed_2;
        case 3: goto resumed_3;
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
#line 29 "producer_consumer.c"
{
    async_error error;
    async_queue_init(&queue, 0);
    FUTURE(void) consumer = ASYNC_SPAWN_VOID(consume__async(ASYNC_LATER), ASYNC_SITE("producer_consumer.c", "async_main", 32));
    {
#line 33 "producer_consumer.c"
        status = produce__async(NULL, 100);
#line 215 "golden/producer_consumer.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                    frame->consumer = consumer;
                    return async_suspend(&frame->head, 1);
                resumed_1:;
                    consumer = frame->consumer;
                    status = async_take_void();
                } else {
                    status = async_abandon_void();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[1]); }
        }
    }
#line 34 "producer_consumer.c"
    {
#line 34 "producer_consumer.c"
        status = async_queue_join__async(NULL, &queue);
#line 235 "golden/producer_consumer.c"
        if (status != ASYNC_DONE) {
            if (status == ASYNC_PENDING) {
                if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                    frame->consumer = consumer;
                    return async_suspend(&frame->head, 2);
                resumed_2:;
                    consumer = frame->consumer;
                    status = async_take_void();
                } else {
                    status = async_abandon_void();
                }
            }
            if (status != ASYNC_DONE) { return async_passed(&async_main__sites[2]); }
        }
    }
#line 35 "producer_consumer.c"
    puts("all is consumed");
    async_cancel(consumer);
    {
#line 37 "producer_consumer.c"
        status = async_join__async(NULL, consumer);
#line 257 "golden/producer_consumer.c"
        if (status == ASYNC_PENDING) {
            if (frame || (frame = (struct async_main__frame *)async_frame_new(&async_main__function))) {
                return async_suspend(&frame->head, 3);
            resumed_3:;
                status = async_take_void();
            } else {
                status = async_abandon_void();
            }
        }
        async_catch(status, &error);
    }
#line 38 "producer_consumer.c"
    puts(error.code == ECANCELED ? "consumer cancelled" : "consumer failed");
    async_queue_destroy(&queue);
    { *result = 0; return ASYNC_DONE; }
}
#line 274 "golden/producer_consumer.c"
}
static async_status async_main__resume(struct async_frame *storage)
{
    return async_main__async(storage, &((struct async_main__frame *)storage)->result);
}
#line 42 "producer_consumer.c"

int main(void)
{
    return ASYNC_RUN(int, async_main__async(ASYNC_LATER, NULL));
}
