/* edit.h - replacements in a text, and maps of replacements. */
#ifndef AC_EDIT_H
#define AC_EDIT_H

#include "../base/source.h"

/* text[begin, end) becomes `by`. */
struct ac_edit {
    size_t begin, end;
    const char *by;
    size_t size;
    bool is_marker; /* what it makes is a replacement with that mark */
};

struct ac_edits {
    struct ac_edit *items; /* ascending, disjoint */
    size_t count, capacity;
};

/* The source with edits made in its text (which no edit leaves empty: begin < end, size > 0). Where they touch
 * replacements that were made before, the map has one replacement for all of them. */
struct ac_source *ac_edit_source(struct ac_arena *arena, const struct ac_source *source, const struct ac_edits *edits);

#endif
