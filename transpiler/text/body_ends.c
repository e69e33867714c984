/* body_ends.c - see body_ends.h. */
#include "body_ends.h"

#include <string.h>

static bool is_one_of(struct ac_token token, const char *characters)
{
    return token.op && token.op < AC_OP_PASTE && strchr(characters, token.op);
}

static bool is_increment(const char *text, struct ac_token token)
{
    return ac_token_is(text, token, "++") || ac_token_is(text, token, "--");
}

/* What no expression and no statement begins with. */
static bool goes_on(const char *text, struct ac_token token)
{
    return token.kind == AC_TOKEN_PUNCTUATOR && !is_one_of(token, "([{+-*&~!#") && !is_increment(text, token) &&
           !ac_token_is(text, token, "&&");
}

/* What no expression and no statement ends with. */
static bool wants_more(const char *text, struct ac_token token)
{
    static const char *const words[] = {"if", "while", "for", "switch", "case", "goto"};
    for (size_t i = 0; token.kind == AC_TOKEN_IDENTIFIER && i < sizeof words / sizeof *words; i++) {
        if (ac_token_is(text, token, words[i])) {
            return true;
        }
    }
    return token.kind == AC_TOKEN_PUNCTUATOR && !is_one_of(token, ")]};") && !is_increment(text, token);
}

struct nesting {
    unsigned parentheses, braces;
    bool is_torn, is_part; /* something is closed that was not opened: no brace; anything */
};

static void nest(struct nesting *nesting, struct ac_token token)
{
    unsigned *depth = is_one_of(token, "{}") ? &nesting->braces : &nesting->parentheses;
    if (is_one_of(token, "([{")) {
        ++*depth;
    } else if (is_one_of(token, ")]}")) {
        nesting->is_torn |= depth == &nesting->parentheses && !*depth;
        nesting->is_part |= !*depth;
        *depth -= *depth > 0;
    }
}

/* From the lexer on, `token` first. */
static void find_ends(struct ac_body_ends *ends, struct ac_lexer *lexer, struct ac_token token)
{
    struct nesting nesting = {0};
    ends->first = ends->last = token;
    for (; token.kind != AC_TOKEN_END; token = ac_lex(lexer)) {
        nest(&nesting, token);
        ends->has_semicolon |= token.op == ';' && !nesting.parentheses && !nesting.braces;
        ends->has_names |= token.kind == AC_TOKEN_IDENTIFIER;
        ends->calls |= ends->size == 1 && token.op == '(';
        ends->last = token;
        ends->size++;
    }
    ends->is_torn = nesting.is_torn || nesting.parentheses;
    bool stops_short = ends->has_semicolon && !is_one_of(ends->last, ";}");
    ends->is_part = ends->size > 1 && (ends->is_torn || nesting.is_part || nesting.braces || stops_short ||
                                       goes_on(lexer->text, ends->first) || wants_more(lexer->text, ends->last));
    ends->has_semicolon &= ends->size > 1;
}

struct ac_body_ends ac_body_ends(const char *text, size_t begin, size_t end)
{
    struct ac_body_ends ends = {.size = 0};
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, begin, end);
    lexer.at_line_start = false;
    ends.name = ac_lex(&lexer);
    struct ac_token token = ac_lex(&lexer);
    ends.has_parameters = token.op == '(' && !token.space_before;
    if (ends.has_parameters) {
        while (token.kind != AC_TOKEN_END && token.op != ')') {
            token = ac_lex(&lexer);
        }
        token = ac_lex(&lexer);
    }
    find_ends(&ends, &lexer, token);
    return ends;
}

struct ac_body_ends ac_expansion_ends(const char *text, size_t size)
{
    struct ac_body_ends ends = {.size = 0};
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, text, 0, size);
    lexer.at_line_start = false;
    find_ends(&ends, &lexer, ac_lex(&lexer));
    return ends;
}
