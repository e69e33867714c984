/* quiet.h - keeps compilers from warning about the output alone. */
#ifndef AC_PASS_QUIET_H
#define AC_PASS_QUIET_H

#include "../ir.h"

/* hoist: whether something is compared in the operand that compilers keep quiet about, as what stands in front of it in
 * a short circuit or conditional may decide that it is never evaluated. */
bool ac_switches_off(struct ac_expr *condition, const struct ac_expr *operand);

/* lower, once `changes` is known: */

/* Makes the conversion of the signed operand of a comparison explicit, where less is known of an operand than was. */
void ac_convert_in_sight(struct ac_arena *arena, struct ac_expr *expr);

/* Takes the condition out of its parentheses where they would be warned about now. */
void ac_unwrap_comparison(struct ac_arena *arena, struct ac_stmt *stmt);

/* Whether an operator in what the statement itself evaluates may fold into a known answer now. */
bool ac_looks_constant(const struct ac_stmt *stmt);
bool ac_initialiser_looks_constant(const struct ac_declarator *declarator);

#endif
