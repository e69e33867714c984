/* support.h - refuses what cannot be: what would not survive a suspension. */
#ifndef AC_PASS_SUPPORT_H
#define AC_PASS_SUPPORT_H

#include "../diag.h"
#include "../ir.h"

/* After hoist, when it is known where the awaits are. */
void ac_support_hoisted(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags);
/* After live, when it is known what they must preserve. */
void ac_support_live(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags);

#endif
