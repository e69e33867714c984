/* memory.h - where the runtime's memory comes from: an allocator that may be replaced and made to fail, and slabs that
 * frames are cut from. */
#ifndef ASYNC_MEMORY_H
#define ASYNC_MEMORY_H

#include <asyncc/frame.h>

#include <stdbool.h>

/* Memory of the allocator, not initialised; NULL where there is none or the hook of the loop says so. */
void *async__allocate(size_t size);
/* The same, zeroed. */
void *async__allocate_zeroed(size_t size);
/* `memory`, of `old` bytes, moved to `size` bytes; NULL leaves it as it was. */
void *async__reallocate(void *memory, size_t old, size_t size);
/* Of either kind; NULL is fine. */
void async__release(void *memory);

/* The next multiple of `align`, a power of two: a frame of such a size is aligned to it. */
static inline size_t async__round_up(size_t size, size_t align)
{
    return (size + align - 1) & -align;
}

/* A frame of `size` bytes, which may differ from what `function` says. Else as async_frame_new(). */
struct async_frame *async__frame_new_sized(const struct async_function *function, size_t size);

/* Frames of this thread are (not) kept for reuse from now on. Each call with `false` asks for one with `true`. */
void async__frames_recycle(bool recycle);
/* Gives the free frames of this thread back, and those slabs of which nothing is in use any more. */
void async__frames_trim(void);

/* Around fork(): the child must not inherit a locked mutex. */
void async__memory_lock(void);
void async__memory_unlock(void);

#endif
