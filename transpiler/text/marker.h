/* marker.h - markers at file level, spelled out. */
#ifndef AC_MARKER_H
#define AC_MARKER_H

#include "edit.h"
#include "macro.h"

/* The edits that spell out the markers in source->text, as ac_expand_source() does. */
struct ac_edits ac_spell_markers(struct ac_arena *arena, struct ac_macros *macros, const struct ac_source *source);

/* Whether markers that begin a block may be there, spelled out or not: the macros of headers tell where these end. */
bool ac_may_have_blocks(const struct ac_source *source);

/* Whether the name is that of a marker with several arguments, whatever it may be defined as. */
bool ac_is_marker_with_commas(const char *name, size_t size);

#endif
