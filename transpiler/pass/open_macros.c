/* open_macros.c - see open_macros.h. */
#include "open_macros.h"

#include "../base/search.h"
#include "../ir_walk.h"
#include "../text/expand.h"

#include <string.h>

struct search {
    const struct ac_unit *unit;
    struct ac_offsets found;
};

/* The first token behind the invocation. */
static struct ac_token following(const struct ac_unit *unit, const struct ac_invocation *invocation, size_t end)
{
    struct ac_lexer lexer;
    unsigned depth = 0;
    ac_lexer_init(&lexer, unit->source->text, invocation->offset, end);
    lexer.at_line_start = false;
    ac_lex(&lexer); /* its name */
    struct ac_token token = ac_lex(&lexer);
    if (!invocation->takes_arguments) {
        return token;
    }
    do {
        depth += token.op == '(';
        depth -= token.op == ')';
        token = ac_lex(&lexer);
    } while (depth && token.kind != AC_TOKEN_END);
    return token;
}

static bool may_begin_operand(const char *text, struct ac_token token)
{
    switch (token.kind) {
    case AC_TOKEN_IDENTIFIER:
    case AC_TOKEN_NUMBER:
    case AC_TOKEN_CHARACTER:
    case AC_TOKEN_STRING:
        return true;
    case AC_TOKEN_PUNCTUATOR:
        return (token.op && token.op < AC_OP_PASTE && strchr("({+-*&!~", token.op)) || ac_token_is(text, token, "++") ||
               ac_token_is(text, token, "--") || ac_token_is(text, token, "&&");
    default:
        return false;
    }
}

/* By the character in front of it, as comments there are rare. */
static bool may_follow_operand(const char *text, size_t begin, size_t offset)
{
    while (offset > begin && strchr(" \t\n", text[offset - 1])) {
        offset--;
    }
    return offset > begin && !strchr("(,=<>|?:{;%^~!", text[offset - 1]);
}

static bool find_in_expr(void *data, struct ac_expr *expr)
{
    struct search *search = data;
    const struct ac_unit *unit = search->unit;
    const char *text = unit->source->text;
    if (!expr->has_await) {
        return true;
    }
    size_t at = AC_COUNT_WHILE(&unit->invocations, invocation, invocation->offset < expr->range.begin);
    for (; at < unit->invocations.count && unit->invocations.items[at].offset < expr->range.end; at++) {
        const struct ac_invocation *invocation = &unit->invocations.items[at];
        if (invocation->may_be_open && ac_is_invocation_of_user(unit, invocation->offset) &&
            (may_follow_operand(text, expr->range.begin, invocation->offset) ||
             may_begin_operand(text, following(unit, invocation, expr->range.end)))) {
            AC_PUSH(unit->arena, &search->found, invocation->offset);
        }
    }
    return false;
}

struct ac_offsets ac_maybe_open_macros(const struct ac_unit *unit)
{
    struct search search = {.unit = unit};
    for (size_t i = 0; i < unit->functions.count; i++) {
        ac_walk_stmt(&(struct ac_walker){.expr = find_in_expr, .data = &search}, unit->functions.items[i]->body);
    }
    return search.found;
}

static bool is_assignment(const char *text, struct ac_token token)
{
    static const char *const comparisons[] = {"==", "!=", "<=", ">="};
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        if (ac_token_is(text, token, comparisons[i])) {
            return false;
        }
    }
    return text[token.end - 1] == '=';
}

/* An operator whose operands are evaluated apart. */
static bool is_sequencing(const char *text, struct ac_token token)
{
    return token.kind == AC_TOKEN_PUNCTUATOR &&
           (token.op == ',' || token.op == '?' || token.op == ':' || ac_token_is(text, token, "&&") ||
            ac_token_is(text, token, "||") || is_assignment(text, token));
}

/* An operator, or a parenthesis that is not closed. */
static bool wants_more(struct ac_token token)
{
    return token.kind == AC_TOKEN_PUNCTUATOR && (!token.op || token.op >= AC_OP_PASTE || !strchr(")]};", token.op));
}

/* Whether the text is more than one token, and its operands are not all in it. */
static bool is_open(const struct ac_expansion *expansion)
{
    struct ac_token token, first, last;
    struct ac_lexer lexer;
    unsigned count = 0;
    ac_lexer_init(&lexer, expansion->text, 0, expansion->size);
    lexer.at_line_start = false;
    first = last = token = ac_lex(&lexer);
    for (; token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        last = token;
        count++;
    }
    return count > 1 && (is_sequencing(expansion->text, first) || wants_more(last));
}

void ac_expand_open_macros(struct ac_unit *unit, struct ac_macros *macros, const struct ac_offsets *maybe)
{
    for (size_t i = 0; i < maybe->count; i++) {
        size_t origin = ac_source_origin(unit->source, maybe->items[i]);
        struct ac_expansion expansion = ac_expand_invocation(unit->arena, macros, origin);
        if (!expansion.reason && is_open(&expansion)) {
            ac_need_expansion(unit, maybe->items[i]);
        }
    }
}
