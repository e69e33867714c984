/* body_ends.h - with what the text of a macro begins and ends, for those who need no more (macro.h reads it whole). */
#ifndef AC_BODY_ENDS_H
#define AC_BODY_ENDS_H

#include "lex.h"

struct ac_body_ends {
    struct ac_token name, first, last; /* first and last of what it stands for; AC_TOKEN_END where that is nothing */
    size_t size;                       /* of that, in tokens */
    bool has_parameters;               /* or none in parentheses: NAME() */
    bool has_names;                    /* or words */
    bool calls;                        /* its second token is a parenthesis: f(x) */
    bool is_part; /* of several tokens: an operand, the end of a statement or the other half of a brace is outside */
    bool is_torn; /* a parenthesis or bracket in it has its other half outside */
    bool has_semicolon; /* of several tokens, one of them ends a statement */
};

/* Of text[begin, end), which is NAME body or NAME(parameters) body. */
struct ac_body_ends ac_body_ends(const char *text, size_t begin, size_t end);
/* Of what a macro expands to; no name. */
struct ac_body_ends ac_expansion_ends(const char *text, size_t size);

#endif
