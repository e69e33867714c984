/* scope_exit.h - which scopes the exits of a function leave: see scope_exit.c. */
#ifndef AC_PASS_SCOPE_EXIT_H
#define AC_PASS_SCOPE_EXIT_H

#include "../diag.h"
#include "../ir.h"

/* The scopes are there. Sets their `outer`, `returns`, `fails`, `jumps` and `error`, and the `unwind`, `leave` and
 * `inside` of statements. */
void ac_scope_find_exits(struct ac_unit *unit, struct ac_function *function, struct ac_diags *diags);

#endif
