/* cc/install.h - where the rest of asyncc lies, seen from asyncc-cc: PREFIX/bin/asyncc-cc, or $ASYNCC_PREFIX. */
#ifndef AC_CC_INSTALL_H
#define AC_CC_INSTALL_H

#include "../base/arena.h"

/* $ASYNCC, or the program beside this one, or "asyncc" of PATH. */
const char *cc_find_asyncc(struct ac_arena *arena);

/* PREFIX/include, or NULL where asyncc.h is not there, or is where compilers look anyway. */
const char *cc_find_headers(struct ac_arena *arena);

/* libasyncc.a in one of the lib directories of PREFIX, or NULL. */
const char *cc_find_runtime(struct ac_arena *arena);

#endif
