/* queue.c - what tasks hand to each other: a queue of items, with those that wait for one, for room, or for the end.
 *
 * An item that is put in wakes the first task that waits for one, but stays in the queue until its turn: another task
 * may come and take it meanwhile, and then the first waits again. */
#include "items.h"
#include "take.h"

#include <asyncc/queue.h>

#include <errno.h>

struct async__queue {
    struct async__waiters getters, putters, joiners;
    struct async__items items;
    size_t maxsize;
    size_t unfinished; /* put in, and not dealt with */
    size_t woken;      /* getters and putters that have not had their turn yet */
    bool is_shut;
    void (*drop)(void *item);
};

#define QUEUE_OF(waiters, member) ((struct async__queue *)((char *)(waiters) - offsetof(struct async__queue, member)))

static bool is_full(const struct async__queue *queue)
{
    return queue->maxsize && queue->items.count >= queue->maxsize;
}

/* ---- who waits --------------------------------------------------------------------------------------------------- */

static void update_getters(struct async__waiters *waiters)
{
    struct async__queue *queue = QUEUE_OF(waiters, getters);
    if (queue->items.count || queue->is_shut) {
        queue->woken += async__unpark_some(waiters, 1);
    }
}

static void update_putters(struct async__waiters *waiters)
{
    struct async__queue *queue = QUEUE_OF(waiters, putters);
    if (!is_full(queue) || queue->is_shut) {
        queue->woken += async__unpark_some(waiters, 1);
    }
}

static void update_joiners(struct async__waiters *waiters)
{
    if (!QUEUE_OF(waiters, joiners)->unfinished) {
        async__unpark_some(waiters, SIZE_MAX);
    }
}

static void getter_taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    QUEUE_OF(waiters, getters)->woken--;
    if (given_back) {
        update_getters(waiters);
    }
}

static void putter_taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    QUEUE_OF(waiters, putters)->woken--;
    if (given_back) {
        update_putters(waiters);
    }
}

/* Most often nobody waits. */
static inline void wake_one(struct async__queue *queue, struct async__waiters *waiters)
{
    if (waiters->first) {
        queue->woken += async__unpark_some(waiters, 1);
    }
}

static const struct async__waiters_type getters_type = {
    .name = "an item of a queue", .update = update_getters, .taken = getter_taken};
static const struct async__waiters_type putters_type = {
    .name = "room in a queue", .update = update_putters, .taken = putter_taken};
static const struct async__waiters_type joiners_type = {.name = "the end of the work of a queue",
                                                        .update = update_joiners};

/* ---- without waiting --------------------------------------------------------------------------------------------- */

static int init(struct async__queue **ret_queue, size_t maxsize, struct async__items items)
{
    struct async__queue *queue = async__allocate_zeroed(sizeof *queue);
    *ret_queue = queue;
    if (!queue) {
        return -ENOMEM;
    }
    queue->maxsize = maxsize;
    queue->items = items;
    return 0;
}

int async__queue_init(struct async__queue **queue, size_t maxsize, size_t size)
{
    return init(queue, maxsize, (struct async__items){.order = ITEMS_FIFO, .size = size});
}

int async__queue_init_lifo(struct async__queue **queue, size_t maxsize, size_t size)
{
    return init(queue, maxsize, (struct async__items){.order = ITEMS_LIFO, .size = size});
}

int async__queue_init_priority(struct async__queue **queue, size_t maxsize, size_t size,
                               int (*compare)(const void *a, const void *b))
{
    return init(queue, maxsize, (struct async__items){.order = ITEMS_PRIORITY, .size = size, .compare = compare});
}

int async__queue_put_nowait(struct async__queue *queue, const void *item)
{
    if (queue->is_shut) {
        return -ESHUTDOWN;
    }
    if (is_full(queue)) {
        return -EAGAIN;
    }
    if (!async__items_reserve(&queue->items)) {
        return -ENOMEM;
    }
    async__items_push(&queue->items, item);
    queue->unfinished++;
    wake_one(queue, &queue->getters);
    return 0;
}

int async__queue_get_nowait(struct async__queue *queue, void *item)
{
    if (!queue->items.count) {
        return queue->is_shut ? -ESHUTDOWN : -EAGAIN;
    }
    async__items_pop(&queue->items, item);
    wake_one(queue, &queue->putters);
    return 0;
}

size_t async__queue_size(const struct async__queue *queue)
{
    return queue->items.count;
}

size_t async__queue_maxsize(const struct async__queue *queue)
{
    return queue->maxsize;
}

int async__queue_full(const struct async__queue *queue)
{
    return is_full(queue);
}

int async__queue_task_done(struct async__queue *queue)
{
    if (!queue->unfinished) {
        return -EOVERFLOW;
    }
    queue->unfinished--;
    update_joiners(&queue->joiners);
    return 0;
}

/* ---- the end ----------------------------------------------------------------------------------------------------- */

void async__queue_on_drop(struct async__queue *queue, void (*drop)(void *item))
{
    queue->drop = drop;
}

static void discard(struct async__queue *queue)
{
    struct async__items items = queue->items;
    queue->items.count = queue->items.capacity = queue->items.first = 0;
    queue->items.memory = NULL;
    queue->items.ages = NULL;
    for (size_t i = 0; i < items.count && queue->drop; i++) {
        size_t at = items.order == ITEMS_FIFO ? (items.first + i) % items.capacity : i;
        queue->drop(items.memory + at * items.size);
    }
    async__items_free(&items);
}

void async__queue_shutdown(struct async__queue *queue, int immediate)
{
    queue->is_shut = true;
    if (immediate) {
        queue->unfinished -= queue->items.count < queue->unfinished ? queue->items.count : queue->unfinished;
        discard(queue);
        update_joiners(&queue->joiners);
    }
    queue->woken += async__unpark_some(&queue->getters, SIZE_MAX);
    queue->woken += async__unpark_some(&queue->putters, SIZE_MAX);
}

int async__queue_destroy(struct async__queue **queue)
{
    if (!*queue) {
        return 0;
    }
    if ((*queue)->getters.first || (*queue)->putters.first || (*queue)->joiners.first || (*queue)->woken) {
        return -EBUSY;
    }
    discard(*queue);
    async__release(*queue);
    *queue = NULL;
    return 0;
}

/* ---- waiting ----------------------------------------------------------------------------------------------------- */

static async_status refused(int error)
{
    return async_raise(NULL, -error, error == -ESHUTDOWN ? "the queue is shut down" : "out of memory");
}

static int take(void *object, void *item)
{
    return async__queue_get_nowait(object, item);
}

static async_status refuse_getter(void *object, int error)
{
    (void)object;
    return refused(error);
}

static const struct async__source source = {
    .type = &getters_type, .waiters = offsetof(struct async__queue, getters), .take = take, .refuse = refuse_getter};

async_status async__start_queue_get(struct async_frame *storage, void *result, size_t size, size_t align,
                                    struct async__queue *queue)
{
    if (ASYNC__LIKELY(!storage && queue->items.count)) {
        async__queue_get_nowait(queue, result);
        return ASYNC_DONE;
    }
    return async__start_take(storage, result, size, align, &source, queue);
}

struct put_frame {
    struct async_frame head;
    struct async__queue *queue;
    char item[];
};

static async_status put(struct put_frame *frame)
{
    int error = async__queue_put_nowait(frame->queue, frame->item);
    if (error != -EAGAIN) {
        return error ? refused(error) : ASYNC_DONE;
    }
    async_status status = async__park(&frame->queue->putters, &putters_type, 0);
    return status == ASYNC_PENDING ? async_suspend_leaf(&frame->head, 1) : status;
}

static async_status put_resume(struct async_frame *frame)
{
    return frame->state == 1 && async_self.status == ASYNC_FAILED ? ASYNC_FAILED : put((struct put_frame *)frame);
}

static const struct async_function put_function = {.resume = put_resume};

async_status async__start_queue_put(struct async_frame *storage, struct async__queue *queue, const void *item)
{
    int error = storage ? -EAGAIN : async__queue_put_nowait(queue, item);
    if (error != -EAGAIN) {
        return error ? refused(error) : ASYNC_DONE;
    }
    struct put_frame *frame =
        (struct put_frame *)async__frame_new_sized(&put_function, sizeof *frame + queue->items.size);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->queue = queue;
    memcpy(frame->item, item, queue->items.size);
    if (storage) {
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    }
    async_status status = put(frame);
    if (status != ASYNC_PENDING) {
        async_frame_free(&frame->head);
    }
    return status;
}

static async_status begin_to_join(void *object)
{
    struct async__queue *queue = object;
    return queue->unfinished ? async__park(&queue->joiners, &joiners_type, 0) : ASYNC_DONE;
}

async_status async__start_queue_join(struct async_frame *storage, struct async__queue *queue)
{
    return async__park_caller(storage, begin_to_join, queue);
}
