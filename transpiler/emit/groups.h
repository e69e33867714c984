/* groups.h - whether each #if comes out with its #else and #endif, or not at all.
 *
 * Text that is printed piece by piece may have a part of a group in a piece, and the rest where nothing is printed, or
 * elsewhere. No compiler takes that. */
#ifndef AC_EMIT_GROUPS_H
#define AC_EMIT_GROUPS_H

#include "../base/source.h"

#include <stdbool.h>

struct ac_groups;

struct ac_groups *ac_groups_new(struct ac_arena *arena, const struct ac_source *source);
/* text[range) of the source is printed next. */
void ac_groups_print(struct ac_groups *groups, struct ac_range range);
/* Where the #if of a group stands in the original whose parts were not printed as they belong together; each once, then
 * false. When all is printed. */
bool ac_groups_next_torn(struct ac_groups *groups, size_t *ret_offset);

#endif
