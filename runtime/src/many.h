/* many.h - an operation on several futures, some of which may be the same: how gather, wait, wait_for, select and
 * as_completed begin and end. */
#ifndef ASYNC_MANY_H
#define ASYNC_MANY_H

#include "internal.h"

/* Zero but for operation.type, count and entries until async__many_take(). Each argument has its waiter in `entries`,
 * with its index; of equal handles, those after the first have the future instead, tagged with 1. */
struct async__many {
    struct async__operation operation; /* first: what it is called with is the whole */
    struct async__loop *loop;
    struct async__cell *timer; /* or NULL */
    size_t count;
    size_t pending;     /* how many different ones there are; the operation counts those down that are done */
    uintptr_t *entries; /* borrowed */
    bool is_expired;    /* the time is up */
    bool was_cancelled; /* async__many_pass_on() took effect */
};

/* A frame whose last member, after `size` bytes, are the entries of n arguments. NULL: ENOMEM is raised. */
struct async_frame *async__many_frame_new(const struct async_function *function, size_t size, size_t n);

/* Looks the handles up and makes a waiter for each different one; with `consume`, takes one use of each. 0, or a
 * negative errno value: then nothing was taken. */
int async__many_take(struct async__many *many, const void *handles, bool consume);
/* Starts the timer, for a timeout below INFINITY, and puts the waiters where they are told of the ends of their
 * futures. False: no memory. */
bool async__many_arm(struct async__many *many, double timeout);
/* Gives up the timer, all waiters and references. */
void async__many_drop(struct async__many *many);
/* The same, and the error in flight stays: ASYNC_FAILED. */
async_status async__many_fail(struct async__many *many);

/* For the running task, if that is of the same loop. False: the error is raised, and all is given up. */
bool async__many_enter(struct async__many *many);
/* Both: the task waits in `frame`, to be resumed in state 1. Done where there are no futures. */
async_status async__many_begin(struct async__many *many, struct async_frame *frame, double timeout);
/* Takes, and begins; with `storage`, later. Frees the frame where it does not wait. */
async_status async__many_start(struct async_frame *storage, struct async_frame *frame, struct async__many *many,
                               const void *handles, bool consume, double timeout);

/* Cancels all that are pending. True where that took effect. */
bool async__many_cancel(struct async__many *many, const char *message);
/* For async__operation_type: the same, and notes it. */
bool async__many_pass_on(struct async__operation *operation, const char *message);
/* For async__operation_type: the futures go on, and the task is cancelled alone; where the waiters are. */
bool async__many_leave(struct async__operation *operation, const char *message);
#define ASYNC__MANY_WAITERS                                                                                            \
    .waiters_at = offsetof(struct async__many, entries), .count_at = offsetof(struct async__many, count)

/* The future of one argument. */
static inline struct async__cell *async__many_future(const struct async__many *many, size_t at)
{
    uintptr_t entry = many->entries[at];
    return entry & 1 ? (struct async__cell *)(entry & ~(uintptr_t)1) : ((struct async__cell *)entry)->more.future;
}

/* True where an argument before this one is the same future. */
static inline bool async__many_is_repeated(const struct async__many *many, size_t at)
{
    return many->entries[at] & 1;
}

#endif
