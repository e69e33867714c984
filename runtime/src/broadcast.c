/* broadcast.c - a channel whose items all receivers get. It keeps the last of them in a ring; each receiver knows which
 * one is its next. One that is so far behind that this is gone is told, and goes on with the oldest that there is. */
#include "take.h"

#include <asyncc/channel.h>

#include <errno.h>
#include <limits.h>

struct async__broadcast {
    struct async__receiver *first, **end; /* in the order in which they came */
    size_t receivers;
    size_t capacity, size;
    uint64_t sent; /* how many ever were: item n is at n % capacity, as long as it is one of the last */
    bool is_closed;
    _Alignas(16) char ring[];
};

struct async__receiver {
    struct async__waiters waiters;
    struct async__broadcast *channel;
    struct async__receiver *after;
    uint64_t next;
    uint64_t missed;
    size_t woken; /* tasks that have not had their turn yet */
};

static struct async__receiver *receiver_of(struct async__waiters *waiters)
{
    return (struct async__receiver *)((char *)waiters - offsetof(struct async__receiver, waiters));
}

static char *item_at(struct async__broadcast *channel, uint64_t number)
{
    return channel->ring + (size_t)(number % channel->capacity) * channel->size;
}

/* ---- who waits --------------------------------------------------------------------------------------------------- */

static void update(struct async__waiters *waiters)
{
    struct async__receiver *receiver = receiver_of(waiters);
    if (receiver->channel->is_closed) {
        receiver->woken += async__unpark_some(waiters, SIZE_MAX);
    } else if (receiver->next < receiver->channel->sent) {
        receiver->woken += async__unpark_some(waiters, 1);
    }
}

static void taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    receiver_of(waiters)->woken--;
    if (given_back) {
        update(waiters);
    }
}

static const struct async__waiters_type waiters_type = {
    .name = "an item of a channel", .update = update, .taken = taken};

static void update_all(struct async__broadcast *channel)
{
    for (struct async__receiver *receiver = channel->first; receiver; receiver = receiver->after) {
        update(&receiver->waiters);
    }
}

/* ---- the channel ------------------------------------------------------------------------------------------------- */

int async__broadcast_init(struct async__broadcast **ret_channel, size_t capacity, size_t size)
{
    size_t bytes;
    capacity += !capacity;
    bool is_too_large = __builtin_mul_overflow(capacity, size, &bytes) ||
                        __builtin_add_overflow(bytes, sizeof(struct async__broadcast), &bytes);
    struct async__broadcast *channel = is_too_large ? NULL : async__allocate(bytes);
    *ret_channel = channel;
    if (!channel) {
        return -ENOMEM;
    }
    *channel = (struct async__broadcast){.end = &channel->first, .capacity = capacity, .size = size};
    return 0;
}

int async__broadcast_destroy(struct async__broadcast **channel)
{
    if (*channel && (*channel)->receivers) {
        return -EBUSY;
    }
    async__release(*channel);
    *channel = NULL;
    return 0;
}

int async__broadcast_send(struct async__broadcast *channel, const void *item)
{
    if (channel->is_closed) {
        return -ESHUTDOWN;
    }
    memcpy(item_at(channel, channel->sent++), item, channel->size);
    update_all(channel);
    return channel->receivers < INT_MAX ? (int)channel->receivers : INT_MAX;
}

void async__broadcast_close(struct async__broadcast *channel)
{
    channel->is_closed = true;
    update_all(channel);
}

size_t async__broadcast_receivers(const struct async__broadcast *channel)
{
    return channel->receivers;
}

/* ---- receivers --------------------------------------------------------------------------------------------------- */

int async__receiver_init(struct async__receiver **ret_receiver, struct async__broadcast *channel)
{
    struct async__receiver *receiver = async__allocate_zeroed(sizeof *receiver);
    *ret_receiver = receiver;
    if (!receiver) {
        return -ENOMEM;
    }
    receiver->channel = channel;
    receiver->next = channel->sent;
    *channel->end = receiver;
    channel->end = &receiver->after;
    channel->receivers++;
    return 0;
}

int async__receiver_destroy(struct async__receiver **at)
{
    struct async__receiver *receiver = *at, **link;
    if (!receiver) {
        return 0;
    }
    if (receiver->waiters.first || receiver->woken) {
        return -EBUSY;
    }
    struct async__broadcast *channel = receiver->channel;
    for (link = &channel->first; *link != receiver;) {
        link = &(*link)->after;
    }
    *link = receiver->after;
    if (!receiver->after) {
        channel->end = link;
    }
    channel->receivers--;
    async__release(receiver);
    *at = NULL;
    return 0;
}

size_t async__receiver_size(const struct async__receiver *receiver)
{
    return (size_t)(receiver->channel->sent - receiver->next);
}

size_t async__receiver_missed(const struct async__receiver *receiver)
{
    return (size_t)receiver->missed;
}

int async__receiver_get_nowait(struct async__receiver *receiver, void *item)
{
    struct async__broadcast *channel = receiver->channel;
    uint64_t oldest = channel->sent > channel->capacity ? channel->sent - channel->capacity : 0;
    if (receiver->next == channel->sent) {
        return channel->is_closed ? -ESHUTDOWN : -EAGAIN;
    }
    if (receiver->next < oldest) {
        receiver->missed = oldest - receiver->next;
        receiver->next = oldest;
        return -ENOBUFS;
    }
    memcpy(item, item_at(channel, receiver->next++), channel->size);
    return 0;
}

/* ---- waiting ----------------------------------------------------------------------------------------------------- */

static int take(void *object, void *item)
{
    return async__receiver_get_nowait(object, item);
}

static async_status refuse(void *object, int error)
{
    if (error == -ENOBUFS) {
        return async_raise(NULL, ENOBUFS, "%zu items of the channel were missed", async__receiver_missed(object));
    }
    return async_raise(NULL, -error, "the channel is closed");
}

static const struct async__source source = {
    .type = &waiters_type, .waiters = offsetof(struct async__receiver, waiters), .take = take, .refuse = refuse};

async_status async__start_receiver_get(struct async_frame *storage, void *result, size_t size, size_t align,
                                       struct async__receiver *receiver)
{
    return async__start_take(storage, result, size, align, &source, receiver);
}
