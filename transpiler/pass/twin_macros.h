/* twin_macros.h - the macros that a function of a header needs where its twin is printed.
 *
 * The twin comes after the #include. There the header may have taken its macros back, or others may be defined by the
 * names that it says. */
#ifndef AC_TWIN_MACROS_H
#define AC_TWIN_MACROS_H

#include "../diag.h"
#include "../ir.h"
#include "../text/macro.h"

/* Sets change->macros of each twin. Refuses where it cannot be told what a name is. */
void ac_find_twin_macros(const struct ac_macros *macros, struct ac_unit *unit, struct ac_diags *diags);

#endif
