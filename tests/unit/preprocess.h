/* preprocess.h - what the tests of the first pass share: sources from strings, and all that can be expanded in one. */
#ifndef PREPROCESS_H
#define PREPROCESS_H

#include "text/expand.h"

/* A table that has scanned the text, in which nothing is skipped. */
struct ac_macros *macros_of(struct ac_arena *arena, const char *path, const char *text, size_t size);

/* Offsets of macro invocations at file level. */
struct offsets {
    size_t *items;
    size_t count, capacity;
};
/* All of them, also those inside the arguments of others, and __LINE__ and __FILE__. */
struct offsets invocations(struct ac_arena *arena, struct ac_macros *macros);

#endif
