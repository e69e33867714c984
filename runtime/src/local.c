/* local.c - see local.h. A set is an array of names, sorted by their addresses, with their values. Both count their
 * references, and neither changes while there is more than one: so they may be shared, also with other threads.
 *
 * A value that a token was given for has, and keeps, the one before it; one that is set without a token takes its place
 * beside it. So what a task keeps grows with the tokens that it does not use, not with what it sets. */
#include "internal.h"

#include <asyncc/local.h>

#include <stdalign.h>

struct value {
    atomic_size_t references;
    uint64_t number;      /* of its token; 0: it has none */
    struct value *before; /* what there was before the token; NULL: nothing. Without one: the last that has one */
    alignas(16) unsigned char bytes[];
};

struct binding {
    const void *name;
    struct value *value; /* NULL: what there is where nothing is set */
};

struct async__locals {
    atomic_size_t references;
    size_t count;
    struct binding bindings[];
};

/* ---- references -------------------------------------------------------------------------------------------------- */

static struct value *share_value(struct value *value)
{
    if (value) {
        atomic_fetch_add_explicit(&value->references, 1, memory_order_relaxed);
    }
    return value;
}

static void release_value(struct value *value)
{
    while (value && atomic_fetch_sub_explicit(&value->references, 1, memory_order_acq_rel) == 1) {
        struct value *before = value->before;
        async__release(value);
        value = before;
    }
}

struct async__locals *async__locals_share(struct async__locals *locals)
{
    atomic_fetch_add_explicit(&locals->references, 1, memory_order_relaxed);
    return locals;
}

void async__locals_release(struct async__locals *locals)
{
    if (!locals || atomic_fetch_sub_explicit(&locals->references, 1, memory_order_acq_rel) > 1) {
        return;
    }
    for (size_t i = 0; i < locals->count; i++) {
        release_value(locals->bindings[i].value);
    }
    async__release(locals);
}

/* ---- calling back ------------------------------------------------------------------------------------------------ */

void async__locals_call(struct async__locals *locals, void (*callback)(void *arg), void *arg)
{
    struct async__locals *outer = async__thread.locals;
    async__thread.locals = locals;
    callback(arg);
    async__locals_release(async__thread.locals);
    async__thread.locals = outer;
}

/* ---- finding ----------------------------------------------------------------------------------------------------- */

/* Where a name is, or would be. */
static size_t place_of(const struct async__locals *locals, const void *name)
{
    size_t low = 0, high = locals ? locals->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)locals->bindings[middle].name < (uintptr_t)name) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool has_name(const struct async__locals *locals, size_t at, const void *name)
{
    return locals && at < locals->count && locals->bindings[at].name == name;
}

static struct value *find(const struct async__locals *locals, const void *name)
{
    size_t at = place_of(locals, name);
    return has_name(locals, at, name) ? locals->bindings[at].value : NULL;
}

const void *async__local_get(const void *name)
{
    const struct value *value = find(*async__locals_here(), name);
    return value ? value->bytes : name;
}

/* ---- setting ----------------------------------------------------------------------------------------------------- */

/* A copy that has the name, at the place given. NULL: no memory. */
static struct async__locals *copy_with(const struct async__locals *old, size_t at, const void *name)
{
    size_t count = old ? old->count : 0, gap = !has_name(old, at, name);
    struct async__locals *copy = async__allocate(sizeof *copy + (count + gap) * sizeof copy->bindings[0]);
    if (!copy) {
        return NULL;
    }
    copy->references = 1;
    copy->count = count + gap;
    for (size_t i = 0; i < count; i++) {
        struct binding *to = &copy->bindings[i < at ? i : i + gap];
        *to = old->bindings[i];
        share_value(to->value);
    }
    if (gap) {
        copy->bindings[at] = (struct binding){name, NULL};
    }
    return copy;
}

/* Replaces the value of a name in a set that nobody else has: *here, or a copy that takes its place. Takes `value`,
 * where there is memory. */
static int replace(struct async__locals **here, const void *name, struct value *value)
{
    struct async__locals *locals = *here;
    size_t at = place_of(locals, name);
    if (!has_name(locals, at, name) || atomic_load_explicit(&locals->references, memory_order_acquire) > 1) {
        locals = copy_with(*here, at, name);
        if (!locals) {
            return -ENOMEM;
        }
        async__locals_release(*here);
        *here = locals;
    }
    struct value *old = locals->bindings[at].value;
    locals->bindings[at].value = value;
    release_value(old);
    return 0;
}

static struct value *value_new(const void *bytes, size_t size, struct value *old, bool has_token)
{
    static _Atomic uint64_t last_number;
    struct value *value = async__allocate(sizeof *value + size);
    if (value) {
        value->references = 1;
        value->number = has_token ? atomic_fetch_add_explicit(&last_number, 1, memory_order_relaxed) + 1 : 0;
        value->before = share_value(has_token || !old || old->number ? old : old->before);
        memcpy(value->bytes, bytes, size);
    }
    return value;
}

int async__local_set(const void *name, const void *bytes, size_t size, async_local_token *token)
{
    struct async__locals **here = async__locals_here();
    if (here == &async__thread.locals && !async__thread_register()) {
        return -ENOMEM;
    }
    struct value *value = value_new(bytes, size, find(*here, name), token);
    if (!value || replace(here, name, value)) {
        release_value(value);
        return -ENOMEM;
    }
    if (token) {
        *token = (async_local_token){value->number, here};
    }
    return 0;
}

int async__local_reset(const void *name, async_local_token token)
{
    struct async__locals **here = async__locals_here();
    struct value *value = token.where == here ? find(*here, name) : NULL;
    while (value && value->number != token.number) {
        value = value->before;
    }
    if (!value || !token.number) {
        return -EINVAL;
    }
    struct value *before = share_value(value->before);
    int error = replace(here, name, before);
    if (error) {
        release_value(before);
    }
    return error;
}
