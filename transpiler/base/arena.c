/* arena.c - the arena is a list of chunks that only grows; calloc() does the zeroing. */
#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Large enough for calloc() to ask the system for it, whose memory is zero already. */
enum { CHUNK_SIZE = 256 * 1024 };

struct chunk {
    struct chunk *next;
    size_t size, used;
    _Alignas(max_align_t) char data[];
};

struct ac_arena {
    struct chunk *chunks; /* the one to allocate from first */
};

static void *checked_calloc(size_t size)
{
    void *memory = calloc(1, size);
    if (!memory) {
        fputs("asyncc: error: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

struct ac_arena *ac_arena_new(void)
{
    return checked_calloc(sizeof(struct ac_arena));
}

void ac_arena_free(struct ac_arena *arena)
{
    if (!arena) {
        return;
    }
    for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

static struct chunk *chunk_new(size_t size)
{
    struct chunk *chunk = checked_calloc(size > SIZE_MAX - sizeof *chunk ? SIZE_MAX : sizeof *chunk + size);
    chunk->size = size;
    return chunk;
}

/* A chunk with room for `size`. A large allocation gets a chunk of its own, behind the current one, whose rest stays in
 * use. */
static struct chunk *chunk_for(struct ac_arena *arena, size_t size)
{
    struct chunk *current = arena->chunks;
    if (current && current->size - current->used >= size) {
        return current;
    }
    if (current && size > CHUNK_SIZE / 4) {
        struct chunk *own = chunk_new(size);
        own->next = current->next;
        current->next = own;
        return own;
    }
    arena->chunks = chunk_new(size > CHUNK_SIZE ? size : CHUNK_SIZE);
    arena->chunks->next = current;
    return arena->chunks;
}

void *ac_alloc(struct ac_arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    size = size > SIZE_MAX - align ? SIZE_MAX : (size + align - 1) / align * align;
    struct chunk *chunk = chunk_for(arena, size);
    void *memory = chunk->data + chunk->used;
    chunk->used += size;
    return memory;
}

char *ac_strndup(struct ac_arena *arena, const char *text, size_t length)
{
    char *copy = ac_alloc(arena, length + 1);
    return memcpy(copy, text, length);
}

char *ac_strdup(struct ac_arena *arena, const char *text)
{
    return ac_strndup(arena, text, strlen(text));
}

char *ac_vformat(struct ac_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    char first[256]; /* enough for nearly all: to measure first would be to format twice */
    int length = vsnprintf(first, sizeof first, format, again);
    va_end(again);
    if (length < 0) {
        return ac_strdup(arena, format);
    }
    if ((size_t)length < sizeof first) {
        return ac_strndup(arena, first, (size_t)length);
    }
    char *text = ac_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *ac_format(struct ac_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = ac_vformat(arena, format, arguments);
    va_end(arguments);
    return text;
}

void *ac_grow(struct ac_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return items;
    }
    size_t wanted = *capacity ? *capacity * 2 : 8;
    void *grown = ac_alloc(arena, wanted > SIZE_MAX / size ? SIZE_MAX : wanted * size);
    if (count) {
        memcpy(grown, items, count * size);
    }
    *capacity = wanted;
    return grown;
}
