/* memory.c - the allocator behind everything, and the frames.
 *
 * Small frames are cut from slabs and, once freed, wait in free lists by size (async__pool, one set for each thread),
 * so making and freeing one is a few instructions, and a million of them carry no overhead of malloc(). A frame is
 * aligned to the largest power of two that divides its size, which is what a struct with an over-aligned member needs.
 *
 * A slab does not know which of its frames are in use. When a thread ends or closes a loop, async__frames_trim()
 * collects its free frames in the depot, counts them slab by slab, and releases each slab that is free as a whole. What
 * remains is in the depot for any thread; so a frame may be freed on another thread than it was made on. */
#define _GNU_SOURCE
#include "memory.h"
#include "thread.h"

#include <asyncc/embed.h>

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    UNIT = 16,
    UNITS_OWN = 0xFFFF,      /* in frame->units: it is an allocation of its own */
    UNITS_ALIGNED = 0xFFFE,  /* it lies in one, and in front of it stands where that begins */
    SLAB_SMALLEST = 4 << 10, /* a program with a handful of tasks pays no more than a page */
    SLAB_LARGEST = 64 << 10,
    CUT_UNITS = 64, /* how much is cut at once, about */
    ALIGN_LARGEST = 4096,
};

/* The start of a slab; units follow. */
struct slab {
    char *begin, *end;
    size_t free_units;
};

ASYNC__TLS struct async_frame *async__pool[ASYNC__POOL_UNITS];
struct async_frame async__later[] = {{.state = ASYNC_STATE_LATER}};

/* What is left of the slab that this thread cuts frames from. */
static ASYNC__TLS struct async_region {
    char *next, *end;
} region;

static async_allocator allocator = {malloc, free};
static atomic_bool allocated; /* the allocator must not change any more */

/* Slabs of all threads by address, and free frames that no thread claims. */
static struct {
    pthread_mutex_t mutex;
    struct slab **slabs;
    size_t count, capacity;
    struct async_frame *frames[ASYNC__POOL_UNITS];
    atomic_bool has_frames;
} depot = {.mutex = PTHREAD_MUTEX_INITIALIZER};

/* ---- the allocator ----------------------------------------------------------------------------------------------- */

int async_set_allocator(const async_allocator *replacement)
{
    if (atomic_load_explicit(&allocated, memory_order_relaxed)) {
        return -EBUSY;
    }
    allocator = *replacement;
    return 0;
}

static void *allocate(size_t size)
{
    if (!atomic_load_explicit(&allocated, memory_order_relaxed)) {
        atomic_store_explicit(&allocated, true, memory_order_relaxed);
    }
    return allocator.allocate(size);
}

void *async__allocate(size_t size)
{
    return async__fault("malloc") ? NULL : allocate(size);
}

void *async__allocate_zeroed(size_t size)
{
    void *memory = async__allocate(size);
    return memory ? memset(memory, 0, size) : NULL;
}

void *async__reallocate(void *memory, size_t old, size_t size)
{
    void *moved = async__allocate(size);
    if (moved && memory) {
        memcpy(moved, memory, old < size ? old : size);
        async__release(memory);
    }
    return moved;
}

void async__release(void *memory)
{
    if (memory) {
        allocator.release(memory);
    }
}

/* ---- which frames are recycled ----------------------------------------------------------------------------------- */

extern void __asan_init(void) __attribute__((weak));

/* AddressSanitizer and valgrind see the end of a frame only where it is given back to malloc(). */
static bool is_watched(void)
{
    const char *preload = getenv("LD_PRELOAD");
    return __asan_init || (preload && strstr(preload, "vgpreload_memcheck"));
}

static bool watched;

static void find_watched(void)
{
    watched = is_watched();
}

static bool recycles(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_watched);
    return !watched && !async__thread.no_recycling;
}

void async__frames_recycle(bool recycle)
{
    if (recycle) {
        async__thread.no_recycling--;
    } else if (!async__thread.no_recycling++) {
        async__frames_trim();
    }
}

/* ---- slabs ------------------------------------------------------------------------------------------------------- */

/* What a frame of `size` bytes is aligned to. */
static size_t alignment_of(size_t size)
{
    size_t align = size & -size;
    return align < UNIT ? UNIT : align > ALIGN_LARGEST ? ALIGN_LARGEST : align;
}

static size_t lower_bound(const char *address)
{
    size_t low = 0, high = depot.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (depot.slabs[middle]->begin <= address) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct slab *slab_of(const struct async_frame *frame)
{
    return depot.slabs[lower_bound((const char *)frame) - 1];
}

/* Called with the mutex held. */
static bool register_slab(struct slab *slab)
{
    if (depot.count == depot.capacity) {
        size_t capacity = depot.capacity ? 2 * depot.capacity : 16;
        struct slab **slabs = async__reallocate(depot.slabs, depot.count * sizeof *slabs, capacity * sizeof *slabs);
        if (!slabs) {
            return false;
        }
        depot.slabs = slabs;
        depot.capacity = capacity;
    }
    size_t at = lower_bound(slab->begin);
    memmove(&depot.slabs[at + 1], &depot.slabs[at], (depot.count - at) * sizeof *depot.slabs);
    depot.slabs[at] = slab;
    depot.count++;
    return true;
}

static size_t slab_size(void)
{
    size_t size = SLAB_SMALLEST;
    for (size_t i = depot.count; i && size < SLAB_LARGEST; i /= 2) {
        size *= 2;
    }
    return size;
}

static bool next_slab(void)
{
    if (!async__thread_register()) {
        return false;
    }
    async__memory_lock();
    size_t size = slab_size();
    struct slab *slab = async__allocate(size);
    if (slab) {
        char *begin = (char *)(((uintptr_t)(slab + 1) + UNIT - 1) & -(uintptr_t)UNIT);
        slab->begin = begin;
        slab->end = begin + ((char *)slab + size - begin) / UNIT * UNIT;
        slab->free_units = 0;
        if (!register_slab(slab)) {
            async__release(slab);
            slab = NULL;
        }
    }
    async__memory_unlock();
    if (slab) {
        region.next = slab->begin;
        region.end = slab->end;
    }
    return slab;
}

/* Puts `units` units at `next`, which no frame needs, into the free lists: whole, or, where that size asks for a
 * stricter alignment, all but one, an odd size. Gives how many are lost. */
static size_t free_piece(char *next, size_t units)
{
    size_t whole = (uintptr_t)next % alignment_of(units * UNIT) == 0 ? units : units - 1;
    if (whole >= (sizeof(struct async_frame) + UNIT - 1) / UNIT) {
        struct async_frame *frame = (struct async_frame *)next;
        frame->units = (uint16_t)whole;
        async_frame_free(frame);
        return units - whole;
    }
    return units;
}

/* Frees what lies between region.next and `end`. */
static void free_until(char *end)
{
    size_t lost = 0;
    struct async_frame *start = (struct async_frame *)region.next;
    while (region.next < end) {
        size_t units = (size_t)(end - region.next) / UNIT;
        units = units < ASYNC__POOL_UNITS ? units : ASYNC__POOL_UNITS - 1;
        lost += free_piece(region.next, units);
        region.next += units * UNIT;
    }
    if (lost) {
        async__memory_lock();
        slab_of(start)->free_units += lost;
        async__memory_unlock();
    }
}

/* Where the next frame of that size begins in the region; NULL: there is no room. */
static char *find_room(size_t units)
{
    size_t align = alignment_of(units * UNIT);
    char *begin = (char *)(((uintptr_t)region.next + align - 1) & -(uintptr_t)align);
    return region.next && begin + units * UNIT <= region.end ? begin : NULL;
}

/* Cuts a few frames, whose addresses go up in the order in which they will be used. */
static struct async_frame *cut(size_t units)
{
    char *begin = find_room(units);
    if (!begin) {
        free_until(region.end);
        region.next = region.end = NULL;
        if (!next_slab()) {
            return NULL;
        }
        begin = find_room(units);
    }
    free_until(begin);
    size_t count = (size_t)(region.end - begin) / (units * UNIT);
    count = count * units > CUT_UNITS ? (CUT_UNITS + units - 1) / units : count;
    region.next = begin + count * units * UNIT;
    while (count-- > 1) {
        struct async_frame *frame = (struct async_frame *)(begin + count * units * UNIT);
        frame->units = (uint16_t)units;
        async_frame_free(frame);
    }
    return (struct async_frame *)begin;
}

/* ---- the depot --------------------------------------------------------------------------------------------------- */

void async__memory_lock(void)
{
    pthread_mutex_lock(&depot.mutex);
}

void async__memory_unlock(void)
{
    pthread_mutex_unlock(&depot.mutex);
}

/* All free frames of one size that the depot has, NULL where it has none. */
static struct async_frame *claim(size_t units)
{
    if (!atomic_load_explicit(&depot.has_frames, memory_order_relaxed)) {
        return NULL;
    }
    async__memory_lock();
    struct async_frame *frames = depot.frames[units];
    depot.frames[units] = NULL;
    async__memory_unlock();
    return frames;
}

/* Moves the free frames of this thread to the depot. Gives how many units are there then. */
static size_t collect(void)
{
    size_t total = 0;
    for (size_t units = 1; units < ASYNC__POOL_UNITS; units++) {
        struct async_frame **end = &depot.frames[units];
        while (*end) {
            total += units;
            end = &(*end)->caller;
        }
        *end = async__pool[units];
        async__pool[units] = NULL;
        while (*end) {
            total += units;
            end = &(*end)->caller;
        }
    }
    return total;
}

/* Tells the slabs which of their units are free. */
static void count_free(void)
{
    for (size_t units = 1; units < ASYNC__POOL_UNITS; units++) {
        for (struct async_frame *frame = depot.frames[units]; frame; frame = frame->caller) {
            slab_of(frame)->free_units += units;
        }
    }
}

/* True where no frame is in use at all, on any thread. */
static bool all_free(size_t units)
{
    for (size_t i = 0; i < depot.count; i++) {
        units += depot.slabs[i]->free_units;
        units -= (size_t)(depot.slabs[i]->end - depot.slabs[i]->begin) / UNIT;
    }
    return units == 0;
}

static bool is_free(const struct slab *slab)
{
    return slab->free_units * UNIT == (size_t)(slab->end - slab->begin);
}

/* Takes the frames of free slabs out of the depot; undoes what collect() counted for the others. */
static void sort_out(void)
{
    bool has_frames = false;
    for (size_t units = 1; units < ASYNC__POOL_UNITS; units++) {
        for (struct async_frame **link = &depot.frames[units]; *link;) {
            struct slab *slab = slab_of(*link);
            if (is_free(slab)) {
                *link = (*link)->caller;
            } else {
                link = &(*link)->caller;
                has_frames = true;
            }
        }
    }
    for (size_t units = 1; units < ASYNC__POOL_UNITS; units++) {
        for (struct async_frame *frame = depot.frames[units]; frame; frame = frame->caller) {
            slab_of(frame)->free_units -= units;
        }
    }
    atomic_store_explicit(&depot.has_frames, has_frames, memory_order_relaxed);
}

static void release_slabs(void)
{
    size_t kept = 0;
    for (size_t i = 0; i < depot.count; i++) {
        if (is_free(depot.slabs[i])) {
            async__release(depot.slabs[i]);
        } else {
            depot.slabs[kept++] = depot.slabs[i];
        }
    }
    depot.count = kept;
    if (!kept) {
        async__release(depot.slabs);
        depot.slabs = NULL;
        depot.capacity = 0;
    }
}

/* The same where all are free, for which no frame needs to be looked at. */
static void release_all_slabs(void)
{
    for (size_t i = 0; i < depot.count; i++) {
        depot.slabs[i]->free_units = (size_t)(depot.slabs[i]->end - depot.slabs[i]->begin) / UNIT;
    }
    memset(depot.frames, 0, sizeof depot.frames);
    atomic_store_explicit(&depot.has_frames, false, memory_order_relaxed);
    release_slabs();
}

void async__frames_trim(void)
{
    free_until(region.end);
    region.next = region.end = NULL;
    async__memory_lock();
    if (all_free(collect())) {
        release_all_slabs();
    } else {
        count_free();
        sort_out();
        release_slabs();
    }
    async__memory_unlock();
}

/* ---- frames ------------------------------------------------------------------------------------------------------ */

static struct async_frame *small_frame(size_t units)
{
    struct async_frame *frame = async__pool[units];
    if (!frame) {
        frame = async__pool[units] = claim(units);
    }
    if (frame) {
        async__pool[units] = frame->caller;
        return frame;
    }
    return cut(units);
}

static struct async_frame *own_frame(size_t size)
{
    size_t align = alignment_of(size);
    if (align == UNIT) {
        struct async_frame *frame = async__allocate(size);
        if (frame) {
            frame->units = UNITS_OWN;
        }
        return frame;
    }
    char *memory = async__allocate(size + align);
    if (!memory) {
        return NULL;
    }
    char *begin = (char *)(((uintptr_t)memory + align) & -(uintptr_t)align);
    memcpy(begin - sizeof memory, &memory, sizeof memory);
    struct async_frame *frame = (struct async_frame *)begin;
    frame->units = UNITS_ALIGNED;
    return frame;
}

static __attribute__((noinline)) struct async_frame *new_frame(size_t units, size_t size)
{
    if (units >= ASYNC__POOL_UNITS || !recycles()) {
        return own_frame(size);
    }
    struct async_frame *frame = small_frame(units);
    if (frame) {
        frame->units = (uint16_t)units;
    }
    return frame;
}

/* The ordinary case first, as in async_frame_new(). */
struct async_frame *async__frame_new_sized(const struct async_function *function, size_t size)
{
    size_t units = (size + UNIT - 1) / UNIT;
    struct async_frame *frame = units < ASYNC__POOL_UNITS ? async__pool[units] : NULL;
    if (ASYNC__LIKELY(frame)) {
        async__pool[units] = frame->caller;
        frame->units = (uint16_t)units;
    } else if (!(frame = new_frame(units, size))) {
        async_raise(NULL, ENOMEM, "out of memory");
        return NULL;
    }
    frame->function = function;
    frame->caller = NULL;
    frame->state = 0;
    return frame;
}

struct async_frame *async__frame_new_slow(const struct async_function *function)
{
    return async__frame_new_sized(function, function->frame_size);
}

void async__frame_free_slow(struct async_frame *frame)
{
    char *memory = (char *)frame;
    if (frame->units == UNITS_ALIGNED) {
        memcpy(&memory, (char *)frame - sizeof memory, sizeof memory);
    }
    async__release(memory);
}

/* ---- arrays of variable size ------------------------------------------------------------------------------------- */

/* In front of the elements stands where their memory begins. */
void *async_array_new(size_t size, size_t align)
{
    align = align < UNIT ? UNIT : align;
    char *memory = size <= PTRDIFF_MAX - align ? async__allocate(size + align) : NULL;
    if (!memory) {
        async_raise(NULL, ENOMEM, "out of memory");
        return NULL;
    }
    char *begin = (char *)(((uintptr_t)memory + align) & -(uintptr_t)align);
    memcpy(begin - sizeof memory, &memory, sizeof memory);
    return begin;
}

void async_array_free(void *array)
{
    char *memory;
    if (array) {
        memcpy(&memory, (char *)array - sizeof memory, sizeof memory);
        async__release(memory);
    }
}
