/* registry.c - loops by number. The memory of a loop is never freed, only used again, so a number can be looked up on
 * any thread at any time; its generation, odd while it is open, tells whether the handle is of this use of it.
 *
 * Debuggers begin here, too (gdb/asyncc-gdb.py): this file is always compiled with debug information. */
#include "internal.h"
#include "park.h"

#include <errno.h>

enum { LOOP_BITS = 14 };

struct async__loop *_Atomic async__loops[LOOPS];
unsigned async__forks;
/* NULL: it is there so that debuggers know the type, which nothing else in this file names. */
const struct async__extra *const async__debugger_extra;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static uint32_t loop_count = 1; /* 0 stands for handles of no loop: async__failed_handle() */

/* ---- fork -------------------------------------------------------------------------------------------------------- */

static void before_fork(void)
{
    pthread_mutex_lock(&mutex);
    async__memory_lock();
}

static void after_fork_in_parent(void)
{
    async__memory_unlock();
    pthread_mutex_unlock(&mutex);
}

static void after_fork_in_child(void)
{
    after_fork_in_parent();
    async__forks++;
    async__print_signal_forked();
    async__thread.running = NULL;
    async__thread.event_loop = NULL;
    async__thread.hooks = NULL;
    async_self.root = NULL;
}

/* Once. Under the mutex. False: errno. */
static bool watch_forks(void)
{
    static bool is_watching;
    if (!is_watching) {
        errno = pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
        is_watching = errno == 0;
    }
    return is_watching;
}

void async__registry_lock(void)
{
    pthread_mutex_lock(&mutex);
}

void async__registry_unlock(void)
{
    pthread_mutex_unlock(&mutex);
}

/* ---- claiming ---------------------------------------------------------------------------------------------------- */

static bool is_open(uint64_t generation)
{
    return generation & 1;
}

static struct async__loop *closed_loop(void)
{
    for (uint32_t id = 1; id < loop_count; id++) {
        struct async__loop *loop = async__loops[id];
        if (!is_open(loop->generation)) {
            return loop;
        }
    }
    return NULL;
}

static struct async__loop *another_loop(void)
{
    if (loop_count == LOOPS) {
        errno = ENFILE;
        return NULL;
    }
    struct async__loop *loop = async__allocate_zeroed(sizeof *loop);
    if (!loop) {
        errno = ENOMEM;
        return NULL;
    }
    errno = pthread_mutex_init(&loop->inbox.mutex, NULL);
    if (errno) {
        async__release(loop);
        return NULL;
    }
    loop->id = loop_count;
    loop->cells.first_generation = 1;
    async__loops[loop_count++] = loop;
    return loop;
}

struct async__loop *async__loop_claim(void)
{
    pthread_mutex_lock(&mutex);
    bool is_watching = watch_forks();
    struct async__loop *loop = is_watching ? closed_loop() : NULL;
    if (is_watching && !loop) {
        loop = another_loop();
    }
    if (loop) {
        loop->forks = async__forks;
        loop->generation++;
    }
    pthread_mutex_unlock(&mutex);
    return loop;
}

void async__loop_unclaim(struct async__loop *loop)
{
    pthread_mutex_lock(&mutex);
    loop->generation++;
    pthread_mutex_unlock(&mutex);
}

/* ---- handles ----------------------------------------------------------------------------------------------------- */

async_loop *async__loop_handle(const struct async__loop *loop)
{
    return (async_loop *)(uintptr_t)(loop->generation << LOOP_BITS | loop->id);
}

uint64_t async__loop_generation(async_loop *handle)
{
    return (uintptr_t)handle >> LOOP_BITS;
}

struct async__loop *async__loop_anywhere(async_loop *handle, int *error)
{
    uint64_t generation = async__loop_generation(handle);
    struct async__loop *loop = async__loops[(uintptr_t)handle & (LOOPS - 1)];
    if (!loop || !is_open(generation)) {
        *error = -EINVAL;
    } else if (loop->generation != generation) {
        *error = -ESHUTDOWN;
    } else if (loop->forks != async__forks) {
        *error = -EBUSY;
    } else {
        return loop;
    }
    return NULL;
}

struct async__loop *async__loop_here(async_loop *handle, int *error)
{
    struct async__loop *loop = async__loop_anywhere(handle, error);
    struct async__thread *runner = loop ? loop->runner : NULL;
    if (runner && runner != &async__thread) {
        *error = -EXDEV;
        return NULL;
    }
    return loop;
}

struct async__loop *async__loop_of(async_loop *handle, int *error)
{
    struct async__loop *loop = async__loop_here(handle, error);
    if (!loop && *error == -EXDEV) {
        async__misused(async__loops[(uintptr_t)handle & (LOOPS - 1)], EXDEV,
                       "another thread runs the loop of what was used");
    }
    return loop;
}

/* Not linked by a program that has embedded loops only: then there is none to be made. */
extern async_loop *async_get_event_loop(void) __attribute__((weak));

struct async__loop *async__loop_current(int *error)
{
    if (async__thread.running) {
        return async__thread.running;
    }
    errno = ENOMEM; /* where there is none, and none can be made */
    async_loop *handle = async_get_event_loop ? async_get_event_loop() : async__thread.event_loop;
    if (!handle) {
        *error = -errno;
        return NULL;
    }
    return async__loop_of(handle, error);
}
