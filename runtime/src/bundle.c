/* bundle.c - see bundle.h. */
#include "bundle.h"
#include "memory.h"
#include "thread.h"

#include <asyncc/error.h>

struct async__bundle {
    uint64_t number;
    size_t count, capacity;
    async_error errors[];
};

/* Of this thread: the last ones, by number. */
static ASYNC__TLS struct async__bundle **kept;
static ASYNC__TLS uint64_t last_number;

static void append(struct async__bundle **bundle, const async_error *error)
{
    struct async__bundle *old = *bundle;
    size_t count = async__bundle_count(old);
    if (!old || count == old->capacity) {
        size_t capacity = count ? 2 * count : 2;
        struct async__bundle *larger = async__allocate(sizeof *larger + capacity * sizeof *error);
        if (!larger) {
            return;
        }
        if (old) {
            memcpy(larger->errors, old->errors, count * sizeof *error);
        }
        async__release(old);
        larger->count = count;
        larger->capacity = capacity;
        *bundle = larger;
    }
    (*bundle)->errors[(*bundle)->count++] = *error;
}

/* The first one will have others than those that came with it now: these are from now on beside it. */
void async__bundle_add(struct async__bundle **bundle, const async_error *error)
{
    bool is_first = !*bundle;
    append(bundle, error);
    for (size_t i = 0; is_first && i < async_error_count(error); i++) {
        append(bundle, async_error_at(error, i));
    }
}

size_t async__bundle_count(const struct async__bundle *bundle)
{
    return bundle ? bundle->count : 0;
}

void async__bundle_free(struct async__bundle **bundle)
{
    async__release(*bundle);
    *bundle = NULL;
}

/* Its number; 0 where there is no memory, and then it is gone. */
static uint64_t keep(struct async__bundle *bundle)
{
    if (!async__thread_register() || (!kept && !(kept = async__allocate_zeroed(BUNDLES * sizeof *kept)))) {
        async__release(bundle);
        return 0;
    }
    bundle->number = ++last_number;
    async__release(kept[last_number % BUNDLES]);
    kept[last_number % BUNDLES] = bundle;
    return last_number;
}

async_status async__bundle_raise(struct async__bundle **bundle, int code)
{
    if (!*bundle) {
        return async_raise(NULL, code, "%s", "");
    }
    async_error error = (*bundle)->errors[0];
    if ((*bundle)->count > 1) {
        error.bundle = keep(*bundle);
        *bundle = NULL;
    }
    async__bundle_free(bundle);
    return async_reraise(NULL, &error);
}

void async__bundles_free(void)
{
    for (size_t i = 0; kept && i < BUNDLES; i++) {
        async__release(kept[i]);
    }
    async__release(kept);
    kept = NULL;
}

static const struct async__bundle *bundle_of(const async_error *error)
{
    const struct async__bundle *bundle = kept && error->bundle ? kept[error->bundle % BUNDLES] : NULL;
    return bundle && bundle->number == error->bundle ? bundle : NULL;
}

size_t async_error_count(const async_error *error)
{
    const struct async__bundle *bundle = bundle_of(error);
    return bundle ? bundle->count - 1 : 0;
}

const async_error *async_error_at(const async_error *error, size_t at)
{
    const struct async__bundle *bundle = bundle_of(error);
    return bundle && at < bundle->count - 1 ? &bundle->errors[at + 1] : NULL;
}
