/* openacc.c - directives of OpenACC in an ASYNC function. Clang reads few of them, so libclang shows few: they are
 * looked for in the text. What they say of variables and loops would not hold of frames and of loops that suspend. */
#include "../text/lex.h"
#include "front.h"
#include "session_internal.h"

#include <string.h>

static bool is_enabled(const struct ac_session *session)
{
    for (size_t i = 0; i < session->flag_count; i++) {
        if (!strcmp(session->flags[i], "-fopenacc")) {
            return true;
        }
    }
    return false;
}

/* #pragma acc */
static bool is_pragma(const char *text, struct ac_token directive)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, directive.begin, directive.end);
    lexer.at_line_start = false;
    ac_lex(&lexer); /* the hash */
    return ac_token_is(text, ac_lex(&lexer), "pragma") && ac_token_is(text, ac_lex(&lexer), "acc");
}

void ac_refuse_openacc(struct ac_front *front)
{
    const char *text = front->source->text;
    struct ac_lexer lexer;
    struct ac_token token, before = {0}, word = {0}; /* _Pragma("acc wait"): two tokens before the string */
    if (!is_enabled(front->session)) {
        return;
    }
    ac_lexer_init(&lexer, text, front->function->body_range.begin, front->function->body_range.end);
    for (; (token = ac_lex(&lexer)).kind != AC_TOKEN_END; word = before, before = token) {
        bool is_operand = token.kind == AC_TOKEN_STRING && ac_token_is(text, word, "_Pragma");
        if ((token.kind == AC_TOKEN_DIRECTIVE && is_pragma(text, token)) ||
            (is_operand && !strncmp(text + token.begin, "\"acc ", 5))) {
            ac_error_at(front, (struct ac_range){token.begin, token.end}, AC_RULE_UNKNOWN_STATEMENT,
                        "asyncc does not know the directives of OpenACC");
        }
    }
}
