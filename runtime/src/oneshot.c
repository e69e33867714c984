/* oneshot.c - a channel for one value, which is sent once and received once. */
#include "take.h"

#include <asyncc/channel.h>

#include <errno.h>

enum { EMPTY, SENT, RECEIVED }; /* channel->state */

struct async__oneshot {
    struct async__waiters receivers, closers;
    size_t woken; /* receivers that have not had their turn yet */
    size_t size;
    void (*drop)(void *item);
    unsigned char state;
    bool is_closed;
    _Alignas(16) char item[];
};

static struct async__oneshot *oneshot_of(struct async__waiters *receivers)
{
    return (struct async__oneshot *)((char *)receivers - offsetof(struct async__oneshot, receivers));
}

/* Nobody need wait for the value any more. */
static bool is_over(const struct async__oneshot *channel)
{
    return channel->state == RECEIVED || channel->is_closed;
}

/* ---- who waits --------------------------------------------------------------------------------------------------- */

static void update_receivers(struct async__waiters *waiters)
{
    struct async__oneshot *channel = oneshot_of(waiters);
    if (is_over(channel)) {
        channel->woken += async__unpark_some(waiters, SIZE_MAX);
    } else if (channel->state == SENT) {
        channel->woken += async__unpark_some(waiters, 1);
    }
}

static void receiver_taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    oneshot_of(waiters)->woken--;
    if (given_back) {
        update_receivers(waiters);
    }
}

static void update_closers(struct async__waiters *waiters)
{
    const struct async__oneshot *channel =
        (struct async__oneshot *)((char *)waiters - offsetof(struct async__oneshot, closers));
    if (is_over(channel)) {
        async__unpark_some(waiters, SIZE_MAX);
    }
}

static const struct async__waiters_type receivers_type = {
    .name = "the value of a channel", .update = update_receivers, .taken = receiver_taken};
static const struct async__waiters_type closers_type = {.name = "the end of a channel", .update = update_closers};

/* ---- without waiting --------------------------------------------------------------------------------------------- */

int async__oneshot_init(struct async__oneshot **channel, size_t size)
{
    *channel = size > SIZE_MAX - sizeof **channel ? NULL : async__allocate_zeroed(sizeof **channel + size);
    if (!*channel) {
        return -ENOMEM;
    }
    (*channel)->size = size;
    return 0;
}

int async__oneshot_destroy(struct async__oneshot **at)
{
    struct async__oneshot *channel = *at;
    if (!channel) {
        return 0;
    }
    if (channel->receivers.first || channel->woken || channel->closers.first) {
        return -EBUSY;
    }
    *at = NULL;
    if (channel->state == SENT && channel->drop) {
        channel->drop(channel->item);
    }
    async__release(channel);
    return 0;
}

void async__oneshot_on_drop(struct async__oneshot *channel, void (*drop)(void *item))
{
    channel->drop = drop;
}

int async__oneshot_send(struct async__oneshot *channel, const void *item)
{
    if (channel->state != EMPTY) {
        return -EALREADY;
    }
    if (channel->is_closed) {
        return -ESHUTDOWN;
    }
    memcpy(channel->item, item, channel->size);
    channel->state = SENT;
    update_receivers(&channel->receivers);
    return 0;
}

int async__oneshot_receive_nowait(struct async__oneshot *channel, void *item)
{
    if (channel->state != SENT) {
        return is_over(channel) ? -ESHUTDOWN : -EAGAIN;
    }
    memcpy(item, channel->item, channel->size);
    channel->state = RECEIVED;
    update_receivers(&channel->receivers);
    update_closers(&channel->closers);
    return 0;
}

void async__oneshot_close(struct async__oneshot *channel)
{
    channel->is_closed = true;
    update_receivers(&channel->receivers);
    update_closers(&channel->closers);
}

/* ---- waiting ----------------------------------------------------------------------------------------------------- */

static int take(void *object, void *item)
{
    return async__oneshot_receive_nowait(object, item);
}

static async_status refuse(void *object, int error)
{
    const struct async__oneshot *channel = object;
    return async_raise(NULL, -error,
                       channel->state == RECEIVED ? "the value of the channel was received already"
                                                  : "the channel is closed");
}

static const struct async__source source = {
    .type = &receivers_type, .waiters = offsetof(struct async__oneshot, receivers), .take = take, .refuse = refuse};

async_status async__start_oneshot_receive(struct async_frame *storage, void *result, size_t size, size_t align,
                                          struct async__oneshot *channel)
{
    return async__start_take(storage, result, size, align, &source, channel);
}

static async_status begin_to_wait_closed(void *object)
{
    struct async__oneshot *channel = object;
    return is_over(channel) ? ASYNC_DONE : async__park(&channel->closers, &closers_type, 0);
}

async_status async__start_oneshot_wait_closed(struct async_frame *storage, struct async__oneshot *channel)
{
    return async__park_caller(storage, begin_to_wait_closed, channel);
}
