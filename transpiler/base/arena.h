/* arena.h - memory that dies with its translation unit: allocate freely, free never, drop all at once. */
#ifndef AC_ARENA_H
#define AC_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct ac_arena;

struct ac_arena *ac_arena_new(void);
void ac_arena_free(struct ac_arena *arena); /* NULL is fine */

/* Zeroed memory, aligned for anything. Never NULL: a compiler without memory says so and exits with status 1. */
void *ac_alloc(struct ac_arena *arena, size_t size);
char *ac_strndup(struct ac_arena *arena, const char *text, size_t length);
char *ac_strdup(struct ac_arena *arena, const char *text);
char *ac_format(struct ac_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *ac_vformat(struct ac_arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

#define ac_new(arena, T) ((T *)ac_alloc((arena), sizeof(T)))

/* Growable arrays in an arena: `struct { T *items; size_t count, capacity; } list; AC_PUSH(arena, &list, item);` */
void *ac_grow(struct ac_arena *arena, void *items, size_t count, size_t *capacity, size_t size);
#define AC_PUSH(arena, list, item)                                                                                     \
    ((list)->items = ac_grow((arena), (list)->items, (list)->count, &(list)->capacity, sizeof *(list)->items),         \
     (list)->items[(list)->count++] = (item))

#endif
