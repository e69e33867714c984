/* pp.h - preprocessing tokens that have left their text: what macros are made of and expand to. */
#ifndef AC_PP_H
#define AC_PP_H

#include "lex.h"

/* What `parameter` is where it is no index. */
enum { AC_NO_PARAMETER = -1, AC_VA_OPT = -2 };

struct ac_pp_token {
    const char *spelling; /* without splices; not terminated */
    uint32_t size;
    enum ac_token_kind kind;
    uint16_t op;
    bool space_before;
    bool no_expand; /* met while its own macro was being expanded: never expanded again */
    bool kept;      /* names a macro that is left for the compiler to expand: must not reach # or ## */
    int parameter;  /* in the body of a macro: which one it names */
    size_t origin;  /* offset in the main file of the token that it is or came out of */
};

struct ac_pp_tokens {
    struct ac_pp_token *items;
    size_t count, capacity;
};

/* Offsets in the main file. */
struct ac_pp_origins {
    size_t *items;
    size_t count, capacity;
};

struct ac_pp_token ac_pp_token_of(struct ac_arena *arena, const char *text, struct ac_token token);
bool ac_pp_is(const struct ac_pp_token *token, const char *spelling);
bool ac_pp_same(const struct ac_pp_token *a, const struct ac_pp_token *b); /* spelled the same */

/* Whether the two, written without space between them, would be read as something else. */
bool ac_pp_fuse(const struct ac_pp_token *left, const struct ac_pp_token *right);
/* left ## right; false where that is no token. */
bool ac_pp_paste(struct ac_arena *arena, const struct ac_pp_token *left, const struct ac_pp_token *right,
                 struct ac_pp_token *ret_token);
/* #tokens */
struct ac_pp_token ac_pp_stringify(struct ac_arena *arena, const struct ac_pp_token *tokens, size_t count);
/* A string literal that means `text`. */
struct ac_pp_token ac_pp_string(struct ac_arena *arena, const char *text);
/* The tokens on one line, with a space where there was white space and where two would fuse. */
char *ac_pp_text(struct ac_arena *arena, const struct ac_pp_tokens *tokens, size_t *ret_size);

#endif
