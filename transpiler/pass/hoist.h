/* hoist.h - makes each await a statement of its own: see hoist.c. */
#ifndef AC_PASS_HOIST_H
#define AC_PASS_HOIST_H

#include "../diag.h"
#include "../ir.h"

void ac_hoist(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags);

#endif
