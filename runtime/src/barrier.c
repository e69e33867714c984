/* barrier.c - tasks that wait for each other. They come while it is filling; the last one lets all go, and until they
 * are gone it drains, or is being reset; then it may be filled again. */
#include "park.h"

#include <errno.h>
#include <stddef.h>

enum { FILLING, DRAINING, RESETTING, BROKEN }; /* barrier->state */

struct wait_frame {
    struct async_frame head;
    size_t result;
    async_barrier *barrier;
};

enum { ENTERING = 1, INSIDE }; /* head.state */

/* ---- who may go on ----------------------------------------------------------------------------------------------- */

static void update_inside(struct async__waiters *waiters)
{
    async_barrier *barrier = (async_barrier *)waiters;
    if (barrier->state != FILLING) {
        async__unpark_some(waiters, SIZE_MAX);
    }
}

static async_barrier *barrier_of(struct async__waiters *newcomers)
{
    return (async_barrier *)((char *)newcomers - offsetof(async_barrier, newcomers));
}

/* First come, first in: as many as there is room for; those who come meanwhile come after them. */
static void update_newcomers(struct async__waiters *waiters)
{
    async_barrier *barrier = barrier_of(waiters);
    if (barrier->state == BROKEN) {
        barrier->admitted += async__unpark_some(waiters, SIZE_MAX);
    } else if (barrier->state == FILLING && !barrier->admitted) {
        barrier->admitted = async__unpark_some(waiters, barrier->parties - barrier->count);
    }
}

/* One that was admitted comes in, or does not come. */
static void settle_admitted(async_barrier *barrier)
{
    if (!--barrier->admitted) {
        update_newcomers(&barrier->newcomers);
    }
}

static void newcomer_taken(struct async__waiters *waiters, unsigned kind, bool given_back)
{
    (void)kind;
    if (given_back) {
        settle_admitted(barrier_of(waiters));
    }
}

static const struct async__waiters_type inside_type = {.name = "a barrier", .update = update_inside};
static const struct async__waiters_type newcomers_type = {
    .name = "a barrier that others leave", .update = update_newcomers, .taken = newcomer_taken};

static void set_state(async_barrier *barrier, unsigned char state)
{
    barrier->state = state;
    update_inside(&barrier->waiters);
    update_newcomers(&barrier->newcomers);
}

/* ---- waiting ----------------------------------------------------------------------------------------------------- */

static void leave(async_barrier *barrier)
{
    if (!--barrier->count && (barrier->state == DRAINING || barrier->state == RESETTING)) {
        set_state(barrier, FILLING);
    }
}

static async_status broken(void)
{
    return async_raise(NULL, ENOTRECOVERABLE, "the barrier is broken");
}

static async_status come_in(struct wait_frame *frame)
{
    async_barrier *barrier = frame->barrier;
    if (barrier->count + 1 < barrier->parties) {
        async_status status = async__park(&barrier->waiters, &inside_type, 0);
        barrier->count += status == ASYNC_PENDING;
        return status == ASYNC_PENDING ? async_suspend_leaf(&frame->head, INSIDE) : status;
    }
    barrier->count++;
    set_state(barrier, DRAINING);
    leave(barrier);
    return ASYNC_DONE;
}

static async_status enter(struct wait_frame *frame, bool is_admitted)
{
    async_barrier *barrier = frame->barrier;
    async_status status;
    if (barrier->state == BROKEN) {
        status = broken();
    } else if (barrier->state != FILLING || (barrier->admitted && !is_admitted)) {
        status = async__park(&barrier->newcomers, &newcomers_type, 0);
        status = status == ASYNC_PENDING ? async_suspend_leaf(&frame->head, ENTERING) : status;
    } else {
        frame->result = barrier->count;
        status = come_in(frame);
    }
    if (is_admitted) {
        settle_admitted(barrier);
    }
    return status;
}

static async_status resume(struct async_frame *head)
{
    struct wait_frame *frame = (struct wait_frame *)head;
    async_barrier *barrier = frame->barrier;
    bool is_broken = barrier->state == BROKEN || barrier->state == RESETTING;
    if (head->state == INSIDE) {
        leave(barrier);
        return async_self.status == ASYNC_DONE && is_broken ? broken() : async_self.status;
    }
    if (head->state == ENTERING && async_self.status == ASYNC_FAILED) {
        return ASYNC_FAILED;
    }
    return enter(frame, head->state == ENTERING);
}

static const struct async_function wait_function = {.resume = resume, .frame_size = sizeof(struct wait_frame)};

async_status async_barrier_wait__async(struct async_frame *storage, size_t *result, async_barrier *barrier)
{
    struct wait_frame *frame = (struct wait_frame *)async_frame_new(&wait_function);
    if (!frame) {
        return ASYNC_FAILED;
    }
    frame->barrier = barrier;
    if (storage) {
        return async_start_later(&frame->head, ASYNC_STATE_SAVED);
    }
    async_status status = enter(frame, false);
    if (status == ASYNC_DONE) {
        *result = frame->result;
    }
    if (status != ASYNC_PENDING) {
        async_frame_free(&frame->head);
    }
    return status;
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

void async_barrier_init(async_barrier *barrier, size_t parties)
{
    *barrier = (async_barrier){.parties = parties ? parties : 1};
}

void async_barrier_reset(async_barrier *barrier)
{
    set_state(barrier, barrier->count ? RESETTING : FILLING);
}

void async_barrier_abort(async_barrier *barrier)
{
    set_state(barrier, BROKEN);
}

int async_barrier_broken(const async_barrier *barrier)
{
    return barrier->state == BROKEN;
}

size_t async_barrier_n_waiting(const async_barrier *barrier)
{
    return barrier->state == FILLING ? barrier->count : 0;
}

int async_barrier_destroy(async_barrier *barrier)
{
    return barrier->count || barrier->newcomers.first ? -EBUSY : 0;
}
