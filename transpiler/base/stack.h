/* stack.h - a stack for code that is nested deeply. */
#ifndef AC_STACK_H
#define AC_STACK_H

/* Calls run(data) on a stack of 256 MiB, of which only what is used takes memory; on the one at hand where the system
 * has no room for it. */
void ac_with_large_stack(void (*run)(void *data), void *data);

#endif
