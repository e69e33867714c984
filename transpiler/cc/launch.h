/* cc/launch.h - runs a compile command, by way of asyncc where that is needed. */
#ifndef AC_CC_LAUNCH_H
#define AC_CC_LAUNCH_H

#include <stddef.h>

/* `words` is argv of the compiler, with a NULL behind it. Comes back, with an exit status, only where nothing could be
 * run; otherwise ends as the compiler ends. */
int cc_launch(char *const *words, size_t count);

#endif
