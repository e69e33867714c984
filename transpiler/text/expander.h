/* expander.h - internal to the expansion of an invocation: the machine (expander.c), and what makes its result a text
 * that can stand in the file (expand.c). */
#ifndef AC_EXPANDER_H
#define AC_EXPANDER_H

#include "macro.h"

struct ac_expander_context;

struct ac_expander {
    struct ac_arena *arena;
    struct ac_macros *macros;
    const struct ac_source *source;
    size_t offset; /* of the invocation */
    struct ac_expander_context *top;
    struct ac_lexer file;
    size_t skipped;               /* for ac_ranges_contain() */
    size_t end;                   /* of the last token taken from the file */
    size_t groups;                /* conditional groups that began in the arguments and have not ended */
    bool cuts_group;              /* one ended that began in front of the invocation, or changed its branch */
    struct ac_pp_origins spelled; /* of tokens that # or ## made into others */
    size_t budget;                /* tokens that may still be made */
    unsigned depth;
    const char *reason;   /* of a failure */
    bool invokes_nothing; /* a failure: no macro that may be expanded is invoked there */
    bool keeps_constants; /* leave names of headers that stand for constants (NULL, EINVAL) */
    struct {
        struct ac_macro **items;
        size_t count, capacity;
    } kept; /* macros that are left as they are */
};

/* Expands the invocation, from scratch. Returns false with a reason. */
bool ac_expander_run(struct ac_expander *expander, struct ac_pp_tokens *ret_tokens);
bool ac_expander_keeps(const struct ac_expander *expander, const struct ac_macro *macro);
/* Whether what follows the invocation in the file is an opening parenthesis, with no directive in front of it. */
bool ac_expander_opens_next(struct ac_expander *expander);

#endif
