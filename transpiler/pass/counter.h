/* counter.h - __COUNTER__ counts in the order of the text, which hoisting changes. */
#ifndef AC_COUNTER_H
#define AC_COUNTER_H

#include "../ir.h"

/* Asks for the expansion of macros whose constants stand in one expression with an await, in files that count: where
 * one of them is __COUNTER__ the expander refuses, and says why. After the awaits are marked. */
void ac_expand_counters(struct ac_unit *unit, struct ac_function *function);

#endif
