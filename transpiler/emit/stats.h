/* stats.h - what --stats prints: what each ASYNC function costs, and why. */
#ifndef AC_EMIT_STATS_H
#define AC_EMIT_STATS_H

#include "../ir.h"

#include <stdio.h>

/* Needs: lower has run. */
void ac_stats_print(FILE *out, const struct ac_unit *unit);

#endif
