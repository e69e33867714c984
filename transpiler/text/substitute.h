/* substitute.h - the body of a macro with arguments in place of its parameters (C11 6.10.3.1 to 6.10.3.3). */
#ifndef AC_SUBSTITUTE_H
#define AC_SUBSTITUTE_H

#include "macro.h"

/* One for each parameter. */
struct ac_pp_argument {
    struct ac_pp_tokens raw;
    struct ac_pp_tokens expanded; /* where macro->expands */
    bool is_absent;               /* of a variadic parameter: there is not even the comma in front of it */
};

/* The tokens before they are scanned again; those of the body get `origin`. Adds to `spelled` the origins of tokens
 * that # or ## made into others. NULL, or why it cannot be done. */
const char *ac_substitute(struct ac_arena *arena, const struct ac_macro *macro, const struct ac_pp_argument *arguments,
                          size_t origin, struct ac_pp_origins *spelled, struct ac_pp_tokens *ret_tokens);

#endif
