/* cursor_map.c - see cursor_map.h. */
#include "cursor_map.h"

#include <stdlib.h>

/* The hash table lives in the arena like all else. */
#define uthash_malloc(size) ac_alloc(arena, (size))
#define uthash_free(memory, size) ((void)(memory), (void)(size))
#include <uthash.h>

struct ac_cursor_entry {
    unsigned hash;
    CXCursor cursor;
    void *value;
    struct ac_cursor_entry *next; /* another one of the same hash */
    UT_hash_handle hh;
};

static struct ac_cursor_entry *entries_of(const struct ac_cursor_map *map, unsigned hash)
{
    struct ac_cursor_entry *entry;
    HASH_FIND(hh, map->entries, &hash, sizeof hash, entry);
    return entry;
}

void *ac_cursor_map_find(const struct ac_cursor_map *map, CXCursor cursor)
{
    for (struct ac_cursor_entry *entry = entries_of(map, clang_hashCursor(cursor)); entry; entry = entry->next) {
        if (clang_equalCursors(entry->cursor, cursor)) {
            return entry->value;
        }
    }
    return NULL;
}

/* NOLINTNEXTLINE(readability-function-size): it is HASH_ADD that has many statements */
void ac_cursor_map_add(struct ac_arena *arena, struct ac_cursor_map *map, CXCursor cursor, void *value)
{
    struct ac_cursor_entry *entry = ac_new(arena, struct ac_cursor_entry), *first;
    entry->hash = clang_hashCursor(cursor);
    entry->cursor = cursor;
    entry->value = value;
    first = entries_of(map, entry->hash);
    if (first) {
        entry->next = first->next;
        first->next = entry;
    } else {
        HASH_ADD(hh, map->entries, hash, sizeof entry->hash, entry);
    }
}
