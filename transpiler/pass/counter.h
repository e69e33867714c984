/* counter.h - __COUNTER__ counts in the order of the text, which lowering changes. */
#ifndef AC_COUNTER_H
#define AC_COUNTER_H

#include "../ir.h"
#include "../text/macro.h"

/* Finds unit->counters: every name outside of definitions of macros by which __COUNTER__ counts, by whatever macros.
 * What was expanded is none, as the expander refuses those that count. Whether the output still counts in that order
 * only the output tells (emit/writer.c). */
void ac_find_counters(struct ac_unit *unit, struct ac_macros *macros);

#endif
