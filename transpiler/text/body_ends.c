/* body_ends.c - see body_ends.h. */
#include "body_ends.h"

struct ac_body_ends ac_body_ends(const char *text, size_t begin, size_t end)
{
    struct ac_body_ends ends = {.size = 0};
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, begin, end);
    lexer.at_line_start = false;
    ends.name = ac_lex(&lexer);
    struct ac_token token = ac_lex(&lexer);
    if (token.op == '(' && !token.space_before) {
        while (token.kind != AC_TOKEN_END && token.op != ')') {
            token = ac_lex(&lexer);
        }
        token = ac_lex(&lexer);
    }
    ends.first = ends.last = token;
    for (; token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        ends.calls |= ends.size == 1 && token.op == '(';
        ends.last = token;
        ends.size++;
    }
    return ends;
}
