/* external.c - see external.h. */
#include "external.h"

static bool is_any_of(const char *text, struct ac_token token, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ac_token_is(text, token, names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_attribute(const char *text, struct ac_token token)
{
    static const char *const names[] = {"__attribute__", "__attribute", "_Alignas", "alignas"};
    return is_any_of(text, token, names, sizeof names / sizeof *names);
}

/* Whether the brace is that of a struct, union or enum: struct __attribute__((packed)) s { */
static bool opens_type(const char *text, const struct ac_tokens *tokens, uint32_t first, uint32_t brace)
{
    static const char *const names[] = {"struct", "union", "enum"};
    for (uint32_t i = brace; i > first;) {
        const struct ac_nested_token *token = &tokens->items[--i];
        if (is_any_of(text, token->token, names, sizeof names / sizeof *names)) {
            return true;
        }
        if (token->token.op == ')' && token->pair != AC_NO_TOKEN && token->pair > first &&
            is_attribute(text, tokens->items[token->pair - 1].token)) {
            i = token->pair - 1;
        } else if (token->token.kind != AC_TOKEN_IDENTIFIER) {
            return false;
        }
    }
    return false;
}

static bool opens_body(const char *text, const struct ac_tokens *tokens, uint32_t first, uint32_t brace)
{
    return brace > first && tokens->items[brace - 1].token.op != '=' && !opens_type(text, tokens, first, brace);
}

static bool is_in_plain_declaration(struct ac_token token)
{
    return token.kind == AC_TOKEN_IDENTIFIER || token.kind == AC_TOKEN_NUMBER || token.op == '*' || token.op == '[' ||
           token.op == ']' || token.op == ',' || token.op == ';';
}

/* int f(a, b) int a; char *b; {: up to the token `last`, a semicolon. */
static bool is_old_style_head(const struct ac_tokens *tokens, uint32_t last)
{
    while (is_in_plain_declaration(tokens->items[last + 1].token)) {
        last++;
    }
    return tokens->items[last].token.op == ';' && tokens->items[last + 1].token.op == '{';
}

/* From the token `first` on. */
static bool read_external(const char *text, const struct ac_tokens *tokens, uint32_t first,
                          struct ac_external *ret_external)
{
    unsigned parentheses = 0, braces = 0;
    bool has_parentheses = false;
    *ret_external = (struct ac_external){.first = first, .body = AC_NO_TOKEN};
    for (uint32_t i = first; i < tokens->count && tokens->items[i].token.kind != AC_TOKEN_END; i++) {
        struct ac_token token = tokens->items[i].token;
        has_parentheses |= token.op == '(';
        parentheses += token.op == '(';
        parentheses -= token.op == ')' && parentheses;
        if (token.op == '{' && !braces++ && !parentheses && opens_body(text, tokens, first, i)) {
            ret_external->body = i;
        }
        if (token.op == '}') {
            braces -= braces > 0;
        }
        ret_external->last = i;
        if (!parentheses && !braces &&
            ((token.op == '}' && ret_external->body != AC_NO_TOKEN) ||
             (token.op == ';' && !(has_parentheses && is_old_style_head(tokens, i))))) {
            return true;
        }
    }
    return false;
}

bool ac_external_at(const char *text, const struct ac_tokens *tokens, size_t offset, struct ac_external *ret_external)
{
    for (uint32_t first = 0; read_external(text, tokens, first, ret_external); first = ret_external->last + 1) {
        if (tokens->items[ret_external->last].token.end > offset) {
            return tokens->items[first].token.begin <= offset;
        }
    }
    return false;
}
