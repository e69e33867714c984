/* quiet.h - keeps compilers from warning about the output alone. */
#ifndef AC_PASS_QUIET_H
#define AC_PASS_QUIET_H

#include "../ir.h"

/* Whether compilers would warn about the size of an array where it is assigned, though not in its declarator. */
bool ac_size_needs_silence(struct ac_expr *size);

/* Whether compilers may know the answer to a condition: then they say nothing of what is never evaluated. */
bool ac_may_be_known(struct ac_expr *condition);

/* lower, once `changes` is known: */

/* Makes the conversion of the signed operand of a comparison explicit, where less is known of an operand than was. */
void ac_convert_in_sight(struct ac_arena *arena, struct ac_expr *expr);

/* Takes the condition out of its parentheses where they would be warned about now. */
void ac_unwrap_comparison(struct ac_arena *arena, struct ac_stmt *stmt);

/* Whether compilers may warn about what the statement itself evaluates, though not about what it was: something was
 * replaced in it, and it is not plain; or an address looks like a use. */
bool ac_needs_silence(const struct ac_function *function, const struct ac_stmt *stmt);
bool ac_initialiser_needs_silence(const struct ac_declarator *declarator);

#endif
