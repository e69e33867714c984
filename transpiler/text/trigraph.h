/* trigraph.h - the first thing that a compiler does to a text in the modes of ISO C before C23. */
#ifndef AC_TRIGRAPH_H
#define AC_TRIGRAPH_H

#include "../base/arena.h"

#include <stdbool.h>

/* Whether these flags of a compiler make it replace trigraphs. */
bool ac_has_trigraphs(char *const *flags, size_t count);
/* The text with each trigraph replaced: `??=` by `#`. No line begins elsewhere. The text itself where there is none. */
const char *ac_replace_trigraphs(struct ac_arena *arena, const char *text, size_t *size);

#endif
