/* asyncc/queue.h - queues of items of one type, between tasks of one loop.
 *
 *     ASYNC_QUEUE(int) queue;                 // an int queue, also as a parameter: ASYNC_QUEUE(int) *queue
 *     async_queue_init(&queue, 10);           // with room for ten; 0: for any number
 *     AWAIT(async_queue_put(&queue, 3));
 *     int item = AWAIT(async_queue_get(&queue));
 *     async_queue_destroy(&queue);
 *
 * What is put in is copied, and copied out again. Who waits first is woken first. A task that is cancelled while it
 * waits has taken nothing, or put nothing in. The functions that are not ASYNC may be called from callbacks, too; all
 * of them on the thread of the loop. A pointer to a queue that was not initialised, or was destroyed, is a mistake that
 * nothing catches.
 *
 * The semantics are those of asyncio.Queue, LifoQueue and PriorityQueue, with the shutdown of Python 3.13. */
#ifndef ASYNCC_QUEUE_H
#define ASYNCC_QUEUE_H

#include <asyncc/task.h>

#ifdef __cplusplus
extern "C" {
#endif

struct async__queue;

#ifndef __cplusplus

/* A queue of items of type T, anything that a function can give. */
#define ASYNC_QUEUE(T) __typeof__(__typeof__(T)(**)(struct async__queue *))

/* The type of the items of *q; only ever type-checked. */
#define ASYNC__ITEM(q) __typeof__((***(q))((struct async__queue *)0))
/* The queue behind q; anything but a pointer to an ASYNC_QUEUE draws a compiler error. */
#define ASYNC__QUEUE_AT(q) ((void)sizeof(ASYNC__ITEM(q) *), (struct async__queue **)(void *)(q))
#define ASYNC__QUEUE_OF(q) (*ASYNC__QUEUE_AT(q))
/* `item`, as a pointer to a T that is initialised with it. */
#define ASYNC__ITEM_FROM(q, item) ((const ASYNC__ITEM(q)[1]){(item)})

/* Each gives 0 or −ENOMEM. `maxsize`: so many items at most, 0 for any number. First in, first out; or last in, first
 * out; or the smallest first, and equal ones in the order in which they came: `compare` is as that of qsort(), and gets
 * pointers to items. */
#define async_queue_init(q, maxsize) async__queue_init(ASYNC__QUEUE_AT(q), (maxsize), sizeof(ASYNC__ITEM(q)))
#define async_queue_init_lifo(q, maxsize) async__queue_init_lifo(ASYNC__QUEUE_AT(q), (maxsize), sizeof(ASYNC__ITEM(q)))
#define async_queue_init_priority(q, maxsize, compare)                                                                 \
    async__queue_init_priority(ASYNC__QUEUE_AT(q), (maxsize), sizeof(ASYNC__ITEM(q)), (compare))
/* Frees it, and discards what is in it. −EBUSY while a task waits, or has not had its turn since it was woken. */
#define async_queue_destroy(q) async__queue_destroy(ASYNC__QUEUE_AT(q))
/* `drop` is called with a pointer to each item that is discarded: by an immediate shutdown, by the end of the queue.
 * NULL: nothing is (the default). */
#define async_queue_on_drop(q, drop) async__queue_on_drop(ASYNC__QUEUE_OF(q), (drop))

/* Puts an item in, now: 0, −EAGAIN where the queue is full, −ESHUTDOWN, −ENOMEM. */
#define async_queue_put_nowait(q, item) async__queue_put_nowait(ASYNC__QUEUE_OF(q), ASYNC__ITEM_FROM(q, item))
/* Takes one out into *item, now: 0, −EAGAIN where there is none, −ESHUTDOWN where there will be none. */
#define async_queue_get_nowait(q, item) async__queue_get_nowait(ASYNC__QUEUE_OF(q), ASYNC__OUT(ASYNC__ITEM(q), item))

/* How many are in it; how many there may be (0: any number). */
#define async_queue_size(q) async__queue_size(ASYNC__QUEUE_OF(q))
#define async_queue_maxsize(q) async__queue_maxsize(ASYNC__QUEUE_OF(q))
/* Whether there is none in it; whether a put would have to wait. */
#define async_queue_empty(q) (async_queue_size(q) == 0)
#define async_queue_full(q) async__queue_full(ASYNC__QUEUE_OF(q))

/* One of the items that were taken out has been dealt with. −EOVERFLOW where there were not so many. */
#define async_queue_task_done(q) async__queue_task_done(ASYNC__QUEUE_OF(q))
/* Ends it: nobody can put anything in any more, and those that get raise ESHUTDOWN as soon as it is empty. With
 * `immediate` it is empty at once, and what was in it counts as done. */
#define async_queue_shutdown(q, immediate) async__queue_shutdown(ASYNC__QUEUE_OF(q), !!(immediate))

/* AWAIT(async_queue_put(&q, item)): waits until there is room, and puts it in.
 *
 * T AWAIT(async_queue_get(&q)): waits until there is an item, and takes it out.
 *
 * AWAIT(async_queue_join(&q)): waits until all that was ever put in has been dealt with.
 *
 * The first two raise ESHUTDOWN, and ENOMEM. */
#ifdef __ASYNCC__
#define async_queue_get(q) ((***(q))(async__queue_get()))
#define async_queue_put(q, item) async__queue_put(ASYNC__QUEUE_OF(q), ASYNC__ITEM_FROM(q, item))
#define async_queue_join(q) async__queue_join(ASYNC__QUEUE_OF(q))
ASYNC__OPERATION struct async__queue *async__queue_get(void);
ASYNC__OPERATION void async__queue_put(struct async__queue *queue, const void *item);
ASYNC__OPERATION void async__queue_join(struct async__queue *queue);
#else
#define async_queue_get(q) (async__not_transpiled(), (***(q))((struct async__queue *)0))
#define async_queue_put(q, item) (async__not_transpiled(), (void)(q), (void)(item))
#define async_queue_join(q) (async__not_transpiled(), (void)(q))
#define async_queue_get__async(storage, result, q)                                                                     \
    async__start_queue_get((storage), ASYNC__OUT(ASYNC__ITEM(q), result), ASYNC__SHAPE(ASYNC__ITEM(q)),                \
                           ASYNC__QUEUE_OF(q))
#define async_queue_put__async(storage, q, item)                                                                       \
    async__start_queue_put((storage), ASYNC__QUEUE_OF(q), ASYNC__ITEM_FROM(q, item))
#define async_queue_join__async(storage, q) async__start_queue_join((storage), ASYNC__QUEUE_OF(q))
#endif

#endif /* __cplusplus */

/* What the macros above call. */
int async__queue_init(struct async__queue **queue, size_t maxsize, size_t size);
int async__queue_init_lifo(struct async__queue **queue, size_t maxsize, size_t size);
int async__queue_init_priority(struct async__queue **queue, size_t maxsize, size_t size,
                               int (*compare)(const void *a, const void *b));
int async__queue_destroy(struct async__queue **queue);
void async__queue_on_drop(struct async__queue *queue, void (*drop)(void *item));
int async__queue_put_nowait(struct async__queue *queue, const void *item);
int async__queue_get_nowait(struct async__queue *queue, void *item);
size_t async__queue_size(const struct async__queue *queue);
size_t async__queue_maxsize(const struct async__queue *queue);
int async__queue_full(const struct async__queue *queue);
int async__queue_task_done(struct async__queue *queue);
void async__queue_shutdown(struct async__queue *queue, int immediate);
async_status async__start_queue_get(struct async_frame *storage, void *result, size_t size, size_t align,
                                    struct async__queue *queue);
async_status async__start_queue_put(struct async_frame *storage, struct async__queue *queue, const void *item);
async_status async__start_queue_join(struct async_frame *storage, struct async__queue *queue);

#ifdef __cplusplus
}
#endif
#endif
