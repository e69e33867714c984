/* many.h - an operation on several futures, some of which may be the same: what gather and wait share. */
#ifndef ASYNC_MANY_H
#define ASYNC_MANY_H

#include "internal.h"

/* Each argument's waiter; of equal handles, those after the first have the future instead, tagged with 1. */
struct async__many {
    size_t count;
    uintptr_t *entries; /* borrowed */
};

/* A frame whose last member, after `size` bytes, are the entries of n arguments. NULL: ENOMEM is raised. */
struct async_frame *async__many_frame_new(const struct async_function *function, size_t size, size_t n);

/* Looks the handles up and makes a waiter for each different one; with `consume`, takes one use of each. They are
 * of *loop. 0, or a negative errno value: then nothing was taken. */
int async__many_take(struct async__many *many, const void *handles, struct async__operation *operation, bool consume,
                     struct async__loop **loop);
/* How many different futures there are. */
size_t async__many_different(const struct async__many *many);
/* Puts the waiters where they are told of the ends of their futures. False: no memory. */
bool async__many_chain(struct async__loop *loop, struct async__many *many);
/* For async__operation_type: the futures that are not done. */
struct async__cell *async__many_pending(const struct async__many *many, size_t *at);
/* Gives up all waiters and references. */
void async__many_drop(struct async__loop *loop, struct async__many *many);

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
