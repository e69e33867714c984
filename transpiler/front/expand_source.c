/* expand_source.c - the text for libclang: expansions first, then markers. */
#include "expand.h"

#include "edit.h"
#include "marker.h"

struct ac_source *ac_expand_source(struct ac_arena *arena, struct ac_macros *macros, const size_t *offsets,
                                   size_t count, struct ac_expand_failures *failures)
{
    const struct ac_source *original = ac_macros_source(macros);
    struct ac_source *source = ac_source_new(arena, original->path, original->original, original->original_size);
    for (size_t i = 0; i < count; i++) {
        struct ac_expand_failure failure = {offsets[i], "expanding macros is not there yet"};
        AC_PUSH(arena, failures, failure);
    }
    struct ac_edits markers = ac_spell_markers(arena, macros, source);
    return ac_edit_source(arena, source, &markers);
}
