/* layout_extent.h - sizes and alignments of what is in a frame, as a C compiler has them on a 64-bit machine: private
 * to layout. */
#ifndef AC_PASS_LAYOUT_EXTENT_H
#define AC_PASS_LAYOUT_EXTENT_H

#include "ir.h"

struct ac_extent {
    size_t size, align;
};

size_t ac_align_up(size_t offset, size_t align);
/* What a struct has after its next member. */
struct ac_extent ac_extent_append(struct ac_extent all, struct ac_extent member);
/* The head of the frame, and the result. */
struct ac_extent ac_extent_of_head(const struct ac_function *function);
/* The field of a local. */
struct ac_extent ac_extent_of(const struct ac_local *local);
/* Whether the field is an array of bytes, as its type cannot be written there. */
bool ac_is_kept_as_bytes(const struct ac_local *local);
/* What the declaration of the field says of its alignment, "" if nothing. */
const char *ac_alignment_text(struct ac_arena *arena, const struct ac_local *local);

#endif
