/* lex.h - C text as preprocessing tokens, with exact offsets, before any preprocessing.
 *
 * Line splices (backslash-newline, also with blanks between as compilers take it), CRLF, a byte order mark, universal
 * character names, UTF-8 and `$` in identifiers, digraphs and C23's digit separators are known; trigraphs are not
 * (trigraph.c replaces them before). Any bytes at all can be lexed: what is no token is one of kind AC_TOKEN_ERROR or
 * AC_TOKEN_OTHER. Nothing is read outside the range that is lexed. */
#ifndef AC_LEX_H
#define AC_LEX_H

#include "../base/source.h"

#include <stdint.h>

enum ac_token_kind {
    AC_TOKEN_END, /* of the range; again and again */
    AC_TOKEN_IDENTIFIER,
    AC_TOKEN_NUMBER,
    AC_TOKEN_CHARACTER, /* with its prefix */
    AC_TOKEN_STRING,    /* with its prefix */
    AC_TOKEN_PUNCTUATOR,
    AC_TOKEN_DIRECTIVE, /* a whole preprocessing directive: from # to its last token, before the newline */
    AC_TOKEN_OTHER,     /* a stray character such as @ or a backslash */
    AC_TOKEN_ERROR, /* an unterminated literal (up to the end of its line) or comment (up to the end of the range) */
};

/* What `op` of a punctuator is: the character for those of one character (also when written as a digraph), these for
 * the longer ones that preprocessing cares for, 0 for other punctuators and for what is no punctuator. */
enum { AC_OP_PASTE = 0x100, AC_OP_ELLIPSIS };

/* Small, as there are many: of a text, the first 4 GiB are lexed. */
struct ac_token {
    uint32_t begin, end; /* of the text that is lexed, splices inside included */
    uint8_t kind;        /* enum ac_token_kind */
    uint16_t op;
    bool space_before;  /* white space, a newline or a comment */
    bool at_line_start; /* the first one on its line */
    bool spliced;       /* has a line splice inside: its spelling is not text[begin, end) */
};

struct ac_lexer {
    const char *text;
    size_t at, end;
    bool in_directive;  /* stops at the newline; # starts no directive */
    bool at_line_start; /* of what is lexed next */
};

/* Over text[begin, end). Directives are tokens if it starts at the start of a line, which it does at 0. */
void ac_lexer_init(struct ac_lexer *lexer, const char *text, size_t begin, size_t end);
struct ac_token ac_lex(struct ac_lexer *lexer);

/* The token's characters without splices: a slice of `text`, or a copy in the arena. */
const char *ac_token_spelling(struct ac_arena *arena, const char *text, struct ac_token token, size_t *ret_size);
/* Whether the token is spelled like that. */
bool ac_token_is(const char *text, struct ac_token token, const char *spelling);

/* ---- directives -------------------------------------------------------------------------------------------------- */

enum ac_directive_kind {
    AC_DIRECTIVE_OTHER, /* other #pragma, #error, ...; a lone # */
    AC_DIRECTIVE_IF,    /* #if, #ifdef, #ifndef */
    AC_DIRECTIVE_ELSE,  /* #else, #elif, #elifdef, #elifndef */
    AC_DIRECTIVE_ENDIF,
    AC_DIRECTIVE_DEFINE,
    AC_DIRECTIVE_UNDEF,
    AC_DIRECTIVE_INCLUDE,    /* #include, #include_next, #import */
    AC_DIRECTIVE_LINE,       /* #line 1 "f", # 1 "f" */
    AC_DIRECTIVE_PUSH_MACRO, /* #pragma push_macro("x") */
    AC_DIRECTIVE_POP_MACRO,
};

struct ac_directive {
    enum ac_directive_kind kind;
    size_t
        rest; /* where what follows its name begins; of # 1 "f", the number; of push_macro("x") and pop_macro, the x */
    size_t end;
};

/* Whether it gives the macro whose name is the first token of its rest another meaning, now or by a later pop_macro. */
bool ac_directive_defines(struct ac_directive directive);
struct ac_directive ac_directive_parse(const char *text, struct ac_token directive);
/* A lexer over what follows the directive's name, which ends with the directive. */
struct ac_lexer ac_directive_lexer(const char *text, struct ac_directive directive);

struct ac_directives {
    struct ac_token *items;
    size_t count, capacity;
};

struct ac_directives ac_lex_directives(struct ac_arena *arena, const char *text, size_t size);
/* Those of source->original, in order. They are looked for once. */
const struct ac_directives *ac_source_directives(struct ac_arena *arena, const struct ac_source *source);

/* ---- all the tokens of a text ------------------------------------------------------------------------------------ */

#define AC_NO_TOKEN UINT32_MAX

struct ac_nested_token {
    struct ac_token token;
    uint32_t up;   /* the `(` around it, or AC_NO_TOKEN */
    uint32_t pair; /* of a parenthesis: the other one, or AC_NO_TOKEN */
};

/* Ranges of the text that the preprocessor skips (#if 0), ascending and disjoint; they may include the directives
 * around them. */
struct ac_ranges {
    struct ac_range *items;
    size_t count, capacity;
};

struct ac_tokens {
    struct ac_nested_token *items; /* without directives and what is skipped, in order; the last is AC_TOKEN_END */
    size_t count, capacity;
};

/* The tokens of text[range). Parentheses are paired as the preprocessor sees them, with no regard for braces. Where
 * `skipped` is NULL, of each conditional group the first branch is taken to be the one compiled: a parenthesis that is
 * open in front of the group finds its pair in the first branch or after the group; tokens of the other branches are
 * there all the same. */
struct ac_tokens ac_lex_all(struct ac_arena *arena, const char *text, struct ac_range range,
                            const struct ac_ranges *skipped);
/* The first token that ends after `offset`. */
uint32_t ac_token_at(const struct ac_tokens *tokens, size_t offset);
/* The first comma between `from` and `close` that is in no further parentheses or braces; `close` where there is none.
 */
uint32_t ac_next_comma(const struct ac_tokens *tokens, uint32_t from, uint32_t close);
/* Where the macro invocation begins that text[range) ends with. */
size_t ac_last_invocation(struct ac_arena *arena, const char *text, struct ac_range range);
/* Whether `offset` is in one of the ranges. They are walked with `cursor`, 0 at first, which needs ascending offsets.
 */
bool ac_ranges_contain(const struct ac_ranges *ranges, size_t *cursor, size_t offset);

#endif
