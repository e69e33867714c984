/* asyncc/channel.h - channels between tasks of one loop: one value, once; or each item to all who listen.
 *
 *     ASYNC_ONESHOT(int) answer;                  // one int, for one who waits for it
 *     async_oneshot_init(&answer);
 *     async_oneshot_send(&answer, 42);            // by anybody, also in a callback
 *     int value = AWAIT(async_oneshot_receive(&answer));
 *     async_oneshot_destroy(&answer);
 *
 *     ASYNC_BROADCAST(int) news;                  // keeps the last 16 items for those who have not received them
 *     async_broadcast_init(&news, 16);
 *     ASYNC_RECEIVER(int) listener;               // gets each item that is sent from now on
 *     async_receiver_init(&listener, &news);
 *     async_broadcast_send(&news, 7);
 *     int item = AWAIT(async_receiver_get(&listener));
 *
 * Items are copied. A task that is cancelled while it waits has received nothing. The functions that are not ASYNC may
 * be called from callbacks, too; all of them on the thread of the loop. A pointer to a channel that was not
 * initialised, or was destroyed, is a mistake that nothing catches. For items that each one task takes there are
 * queues: asyncc/queue.h.
 *
 * asyncio has neither; the semantics are those of oneshot and broadcast of Rust's tokio::sync. */
#ifndef ASYNCC_CHANNEL_H
#define ASYNCC_CHANNEL_H

#include <asyncc/task.h>

#ifdef __cplusplus
extern "C" {
#endif

struct async__oneshot;
struct async__broadcast;
struct async__receiver;

#ifndef __cplusplus

/* A channel for one T, a channel for many, and one who listens to that; anything that a function can give. */
#define ASYNC_ONESHOT(T) __typeof__(__typeof__(T)(**)(struct async__oneshot *))
#define ASYNC_BROADCAST(T) __typeof__(__typeof__(T)(**)(struct async__broadcast *))
#define ASYNC_RECEIVER(T) __typeof__(__typeof__(T)(**)(struct async__receiver *))

/* The type of the items of a channel of one of these kinds; only ever type-checked. */
#define ASYNC__CARRIED(kind, c) __typeof__((***(c))((struct async__##kind *)0))
/* What is behind c; anything but a pointer to a channel of that kind draws a compiler error. */
#define ASYNC__CHANNEL_AT(kind, c) ((void)sizeof(ASYNC__CARRIED(kind, c) *), (struct async__##kind **)(void *)(c))
/* `item`, as a pointer to a T that is initialised with it. */
#define ASYNC__CARRIED_FROM(kind, c, item) ((const ASYNC__CARRIED(kind, c)[1]){(item)})

/* ---- one value, once --------------------------------------------------------------------------------------------- */

/* 0 or −ENOMEM. */
#define async_oneshot_init(c) async__oneshot_init(ASYNC__CHANNEL_AT(oneshot, c), sizeof(ASYNC__CARRIED(oneshot, c)))
/* Frees it; a value that nobody received goes to the function of async_oneshot_on_drop(). −EBUSY while a task waits. */
#define async_oneshot_destroy(c) async__oneshot_destroy(ASYNC__CHANNEL_AT(oneshot, c))
/* `drop` is called with a pointer to a value that nobody received, when the channel is destroyed. NULL: nothing is (the
 * default). */
#define async_oneshot_on_drop(c, drop) async__oneshot_on_drop(*ASYNC__CHANNEL_AT(oneshot, c), (drop))
/* Sends the value: 0. −EALREADY where one was sent, −ESHUTDOWN where the channel was closed before. */
#define async_oneshot_send(c, item)                                                                                    \
    async__oneshot_send(*ASYNC__CHANNEL_AT(oneshot, c), ASYNC__CARRIED_FROM(oneshot, c, item))
/* Moves the value to *item, now: 0. −EAGAIN where it is not there yet, −ESHUTDOWN where it will not come any more. */
#define async_oneshot_receive_nowait(c, item)                                                                          \
    async__oneshot_receive_nowait(*ASYNC__CHANNEL_AT(oneshot, c), ASYNC__OUT(ASYNC__CARRIED(oneshot, c), item))
/* By who would send: nothing comes. By who would receive: nothing is wanted. A value that was sent can be received
 * still. */
#define async_oneshot_close(c) async__oneshot_close(*ASYNC__CHANNEL_AT(oneshot, c))

/* T AWAIT(async_oneshot_receive(&c)): waits for the value. Raises ESHUTDOWN where the channel is closed without one, or
 * the value was received; and ENOMEM.
 *
 * AWAIT(async_oneshot_wait_closed(&c)): waits until nobody waits for the value any more: it was received, or the
 * channel closed. For who works on an answer that may become needless. */
#ifdef __ASYNCC__
#define async_oneshot_receive(c) ((***(c))(async__oneshot_receive()))
#define async_oneshot_wait_closed(c) async__oneshot_wait_closed(*ASYNC__CHANNEL_AT(oneshot, c))
ASYNC__OPERATION struct async__oneshot *async__oneshot_receive(void);
ASYNC__OPERATION void async__oneshot_wait_closed(struct async__oneshot *channel);
#else
#define async_oneshot_receive(c) (async__not_transpiled(), (***(c))((struct async__oneshot *)0))
#define async_oneshot_wait_closed(c) (async__not_transpiled(), (void)(c))
#define async_oneshot_receive__async(storage, result, c)                                                               \
    async__start_oneshot_receive((storage), ASYNC__OUT(ASYNC__CARRIED(oneshot, c), result),                            \
                                 ASYNC__SHAPE(ASYNC__CARRIED(oneshot, c)), *ASYNC__CHANNEL_AT(oneshot, c))
#define async_oneshot_wait_closed__async(storage, c)                                                                   \
    async__start_oneshot_wait_closed((storage), *ASYNC__CHANNEL_AT(oneshot, c))
#endif

/* ---- each item to all who listen --------------------------------------------------------------------------------- */

/* 0 or −ENOMEM. It keeps the last `capacity` items, 1 at least (0 counts as 1), for receivers that are behind. */
#define async_broadcast_init(c, capacity)                                                                              \
    async__broadcast_init(ASYNC__CHANNEL_AT(broadcast, c), (capacity), sizeof(ASYNC__CARRIED(broadcast, c)))
/* Frees it. −EBUSY while it has receivers. */
#define async_broadcast_destroy(c) async__broadcast_destroy(ASYNC__CHANNEL_AT(broadcast, c))
/* Sends an item, and gives how many receivers there are: 0 where nobody will see it. It never waits: a receiver that
 * has not received the oldest item misses that. −ESHUTDOWN where the channel is closed. */
#define async_broadcast_send(c, item)                                                                                  \
    async__broadcast_send(*ASYNC__CHANNEL_AT(broadcast, c), ASYNC__CARRIED_FROM(broadcast, c, item))
/* Nothing can be sent any more. Receivers get what was sent before, and then ESHUTDOWN. */
#define async_broadcast_close(c) async__broadcast_close(*ASYNC__CHANNEL_AT(broadcast, c))
/* How many receivers there are. */
#define async_broadcast_receivers(c) async__broadcast_receivers(*ASYNC__CHANNEL_AT(broadcast, c))

/* A receiver `r` of the channel `c`, of the same type: of the items that are sent from now on. 0 or −ENOMEM. */
#define async_receiver_init(r, c)                                                                                      \
    async__receiver_init(                                                                                              \
        ASYNC__CHANNEL_AT(receiver, r),                                                                                \
        *ASYNC__CHANNEL_AT(broadcast, _Generic(*(c), ASYNC_BROADCAST(ASYNC__CARRIED(receiver, r)): (c))))
/* Ends it. −EBUSY while a task waits for an item of it. */
#define async_receiver_destroy(r) async__receiver_destroy(ASYNC__CHANNEL_AT(receiver, r))
/* How many items there are for it, and how many of them it has missed. */
#define async_receiver_size(r) async__receiver_size(*ASYNC__CHANNEL_AT(receiver, r))
/* How many items it had missed at its last ENOBUFS. */
#define async_receiver_missed(r) async__receiver_missed(*ASYNC__CHANNEL_AT(receiver, r))
/* Copies the next item to *item, now: 0. −EAGAIN where there is none, −ESHUTDOWN where there will be none. −ENOBUFS
 * where it has missed some: the next one is then the oldest that there is. */
#define async_receiver_get_nowait(r, item)                                                                             \
    async__receiver_get_nowait(*ASYNC__CHANNEL_AT(receiver, r), ASYNC__OUT(ASYNC__CARRIED(receiver, r), item))

/* T AWAIT(async_receiver_get(&r)): waits for the next item, and is that. Raises ENOBUFS where some were missed, of
 * which async_receiver_missed() says how many; the next call gives the oldest that there is. ESHUTDOWN behind the last
 * item of a channel that is closed; ENOMEM. */
#ifdef __ASYNCC__
#define async_receiver_get(r) ((***(r))(async__receiver_get()))
ASYNC__OPERATION struct async__receiver *async__receiver_get(void);
#else
#define async_receiver_get(r) (async__not_transpiled(), (***(r))((struct async__receiver *)0))
#define async_receiver_get__async(storage, result, r)                                                                  \
    async__start_receiver_get((storage), ASYNC__OUT(ASYNC__CARRIED(receiver, r), result),                              \
                              ASYNC__SHAPE(ASYNC__CARRIED(receiver, r)), *ASYNC__CHANNEL_AT(receiver, r))
#endif

#endif /* __cplusplus */

/* What the macros above call. */
int async__oneshot_init(struct async__oneshot **channel, size_t size);
int async__oneshot_destroy(struct async__oneshot **channel);
void async__oneshot_on_drop(struct async__oneshot *channel, void (*drop)(void *item));
int async__oneshot_send(struct async__oneshot *channel, const void *item);
int async__oneshot_receive_nowait(struct async__oneshot *channel, void *item);
void async__oneshot_close(struct async__oneshot *channel);
async_status async__start_oneshot_receive(struct async_frame *storage, void *result, size_t size, size_t align,
                                          struct async__oneshot *channel);
async_status async__start_oneshot_wait_closed(struct async_frame *storage, struct async__oneshot *channel);
int async__broadcast_init(struct async__broadcast **channel, size_t capacity, size_t size);
int async__broadcast_destroy(struct async__broadcast **channel);
int async__broadcast_send(struct async__broadcast *channel, const void *item);
void async__broadcast_close(struct async__broadcast *channel);
size_t async__broadcast_receivers(const struct async__broadcast *channel);
int async__receiver_init(struct async__receiver **receiver, struct async__broadcast *channel);
int async__receiver_destroy(struct async__receiver **receiver);
size_t async__receiver_size(const struct async__receiver *receiver);
size_t async__receiver_missed(const struct async__receiver *receiver);
int async__receiver_get_nowait(struct async__receiver *receiver, void *item);
async_status async__start_receiver_get(struct async_frame *storage, void *result, size_t size, size_t align,
                                       struct async__receiver *receiver);

#ifdef __cplusplus
}
#endif
#endif
