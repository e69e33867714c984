/* thread.c - the calling thread: its C stack, its end, its faults; and fork(). */
#define _GNU_SOURCE
#include "thread.h"
#include "bundle.h"
#include "local.h"
#include "memory.h"

#include <errno.h>
#include <pthread.h>

ASYNC__TLS struct async__thread async__thread;

enum {
    STACK_BUDGET = 256 << 10, /* how deep calls of ASYNC functions nest on the C stack before they start later */
    STACK_UNKNOWN = 16 << 10, /* the same on a stack that the user made, whose end nobody tells */
};

/* ---- the end of a thread ----------------------------------------------------------------------------------------- */

static pthread_key_t exit_key;
static bool has_exit_key;

static void thread_exit(void *unused)
{
    (void)unused;
    async__thread.has_exit = false;
    async__bundles_free();
    async__locals_release(async__thread.locals);
    async__thread.locals = NULL;
    async__frames_trim();
}

/* Under a lock that fork() respects. */
static bool make_exit_key(void)
{
    async__memory_lock();
    if (!has_exit_key) {
        has_exit_key = pthread_key_create(&exit_key, thread_exit) == 0;
    }
    bool is_made = has_exit_key;
    async__memory_unlock();
    return is_made;
}

bool async__thread_register(void)
{
    if (!async__thread.has_exit) {
        async__thread.has_exit = make_exit_key() && pthread_setspecific(exit_key, &async__thread) == 0;
    }
    return async__thread.has_exit;
}

/* ---- faults ------------------------------------------------------------------------------------------------------ */

int async__fault(const char *what)
{
    const struct async_hooks *hooks = async__thread.hooks;
    return hooks && hooks->fault ? hooks->fault(hooks->arg, what) : 0;
}

/* ---- the C stack ------------------------------------------------------------------------------------------------- */

static void find_stack(void)
{
    pthread_attr_t attributes;
    void *bottom = NULL;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &bottom, &size);
        pthread_attr_destroy(&attributes);
    }
    async__thread.stack_bottom = bottom;
    async__thread.stack_top = bottom ? (char *)bottom + size : async__stack_pointer();
}

char *async__stack_enter(void)
{
    char *here = async__stack_pointer(), *old = async_self.stack_limit;
    if (!async__thread.stack_top) {
        find_stack();
    }
    size_t budget = STACK_UNKNOWN;
    if (here > async__thread.stack_bottom && here < async__thread.stack_top) {
        size_t half = (size_t)(here - async__thread.stack_bottom) / 2;
        budget = half < STACK_BUDGET ? half : STACK_BUDGET;
    }
    async_self.stack_limit = here - budget;
    return old;
}
