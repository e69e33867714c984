/* event.c - a flag that tasks wait for. */
#include "park.h"

#include <errno.h>

static void update(struct async__waiters *waiters)
{
    if (((async_event *)waiters)->is_set) {
        async__unpark_some(waiters, SIZE_MAX);
    }
}

static const struct async__waiters_type event_type = {.name = "an event", .update = update};

void async_event_init(async_event *event)
{
    *event = (async_event){.is_set = false};
}

void async_event_set(async_event *event)
{
    event->is_set = true;
    update(&event->waiters);
}

void async_event_clear(async_event *event)
{
    event->is_set = false;
}

int async_event_is_set(const async_event *event)
{
    return event->is_set;
}

static async_status begin(void *object)
{
    async_event *event = object;
    return event->is_set ? ASYNC_DONE : async__park(&event->waiters, &event_type, 0);
}

async_status async_event_wait__async(struct async_frame *storage, async_event *event)
{
    return async__park_caller(storage, begin, event);
}

int async_event_destroy(async_event *event)
{
    return event->waiters.first ? -EBUSY : 0;
}
