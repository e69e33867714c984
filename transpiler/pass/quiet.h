/* quiet.h - keeps compilers from warning about the output alone. */
#ifndef AC_PASS_QUIET_H
#define AC_PASS_QUIET_H

#include "../ir.h"

/* Whether something is compared in it. */
bool ac_compares(const struct ac_expr *expr);
/* Whether compilers would warn about the size of an array where it is assigned, though not in its declarator. */
bool ac_size_needs_silence(const struct ac_expr *size);

/* hoist: whether something is compared or chosen, or a constant assigned, in the operand that compilers keep quiet
 * about, as what stands in front of it in a short circuit or conditional may decide that it is never evaluated. */
bool ac_switches_off(struct ac_expr *condition, const struct ac_expr *operand);

/* lower, once `changes` is known: */

/* Makes the conversion of the signed operand of a comparison explicit, where less is known of an operand than was. */
void ac_convert_in_sight(struct ac_arena *arena, struct ac_expr *expr);

/* Takes the condition out of its parentheses where they would be warned about now. */
void ac_unwrap_comparison(struct ac_arena *arena, struct ac_stmt *stmt);

/* Whether compilers would warn about what the statement itself evaluates: an operator may fold into a known answer now,
 * or an address looks like a use. */
bool ac_needs_silence(const struct ac_function *function, const struct ac_stmt *stmt);
bool ac_initialiser_needs_silence(const struct ac_declarator *declarator);

#endif
