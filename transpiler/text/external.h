/* external.h - the external declarations of a text: what stands at file level, function definitions too. */
#ifndef AC_EXTERNAL_H
#define AC_EXTERNAL_H

#include "lex.h"

/* One of them, by its tokens: from the first one to its semicolon, or the brace that closes its body. */
struct ac_external {
    uint32_t first, last;
    uint32_t body; /* the brace that opens it; AC_NO_TOKEN where it is no function definition */
};

/* The one that `offset` is in. False where there is none, or what stands there is not complete. */
bool ac_external_at(const char *text, const struct ac_tokens *tokens, size_t offset, struct ac_external *ret_external);

#endif
