/* cursor_map.h - what is known of a cursor: tables in the arena, by libclang's hash. */
#ifndef AC_FRONT_CURSOR_MAP_H
#define AC_FRONT_CURSOR_MAP_H

#include "../base/arena.h"

#include <clang-c/Index.h>

/* Empty: all zero. */
struct ac_cursor_map {
    struct ac_cursor_entry *entries;
};

/* NULL where nothing was added. */
void *ac_cursor_map_find(const struct ac_cursor_map *map, CXCursor cursor);
void ac_cursor_map_add(struct ac_arena *arena, struct ac_cursor_map *map, CXCursor cursor, void *value);

#endif
