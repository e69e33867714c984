/* starts.h - which functions may be asked to start later: see starts.c. */
#ifndef AC_PASS_STARTS_H
#define AC_PASS_STARTS_H

#include "../ir.h"

/* Once for the file: sets is_spawned, is_recursive and starts_later of all functions. */
void ac_decide_starts(struct ac_unit *unit);

#endif
