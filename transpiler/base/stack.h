/* stack.h - a stack for code that is nested deeply. */
#ifndef AC_STACK_H
#define AC_STACK_H

#include <stdbool.h>

/* Calls run(data) on a stack of 256 MiB, of which only what is used takes memory; on the one at hand where the system
 * has no room for it. */
void ac_with_large_stack(void (*run)(void *data), void *data);

/* Where a signal handler was given `address` as what could not be accessed, while the above runs: whether it is the end
 * of that stack. Handlers with SA_ONSTACK have another one. */
bool ac_is_stack_exhausted(const void *address);

#endif
