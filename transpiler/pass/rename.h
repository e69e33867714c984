/* rename.h - locals of the frame that are named in arguments of macros: where the macro can stay as the user wrote it.
 */
#ifndef AC_RENAME_H
#define AC_RENAME_H

#include "../ir.h"
#include "../text/macro.h"

/* Sorts unit->renames, and asks for the expansion of the macros in which one of them would change something else. */
void ac_settle_renames(struct ac_unit *unit, struct ac_macros *macros);

#endif
