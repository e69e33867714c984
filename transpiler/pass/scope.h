/* scope.h - turns DEFER and cleanup variables into regions with a clean-up: see scope.c. */
#ifndef AC_PASS_SCOPE_H
#define AC_PASS_SCOPE_H

#include "../diag.h"
#include "../ir.h"

void ac_scope(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags);

#endif
