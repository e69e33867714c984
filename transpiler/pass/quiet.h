/* quiet.h - keeps compilers from warning about the output alone. Both are part of lower, once `changes` is known. */
#ifndef AC_PASS_QUIET_H
#define AC_PASS_QUIET_H

#include "../ir.h"

/* Makes the conversion of the signed operand of a comparison explicit, where less is known of an operand than was. */
void ac_convert_in_sight(struct ac_arena *arena, struct ac_expr *expr);

/* Whether an operator in what the statement itself evaluates may fold into a known answer now. */
bool ac_looks_constant(const struct ac_stmt *stmt);

#endif
