/* make.h - file names as make reads them. */
#ifndef AC_MAKE_H
#define AC_MAKE_H

#include "arena.h"

/* `path` as a target or prerequisite in a makefile, escaped as GCC and Clang escape it: white space and # by a
 * backslash, $ doubled. */
char *ac_make_quote(struct ac_arena *arena, const char *path);

#endif
