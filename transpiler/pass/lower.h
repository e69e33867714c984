/* lower.h - the last decisions before printing: see lower.c. */
#ifndef AC_PASS_LOWER_H
#define AC_PASS_LOWER_H

#include "../ir.h"

/* Once for the file, after layout of all functions. */
void ac_lower(struct ac_unit *unit);

#endif
