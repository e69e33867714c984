/* loop_pragma.c - macros in front of a loop that awaits. What is printed in its place need not be a loop, and then a
 * pragma for loops must not stand there (emit/pragma.c). A macro may have one:
 *
 *     UNROLL while (AWAIT(f())) ...     becomes     _Pragma("GCC unroll 4") while (AWAIT(f())) ... */
#include "front.h"

#include "../ir_walk.h"
#include "../text/lex.h"

#include <string.h>

struct search {
    struct ac_front *front;
    struct ac_tokens tokens; /* of the function; none until they are needed */
};

static bool note_expr(void *found, struct ac_expr *expr)
{
    *(bool *)found |= expr->has_await;
    return !*(bool *)found;
}

static bool is_awaiting_loop(struct ac_stmt *stmt)
{
    bool found = false;
    const struct ac_walker walker = {.expr = note_expr, .data = &found};
    if (stmt->kind == AC_STMT_WHILE || stmt->kind == AC_STMT_DO || stmt->kind == AC_STMT_FOR) {
        ac_walk_stmt(&walker, stmt);
    }
    return found;
}

/* Asks for the expansion of each macro that is invoked right in front of token `at`. */
static void expand_in_front(struct search *search, uint32_t at)
{
    const struct ac_nested_token *tokens = search->tokens.items;
    const char *text = search->front->source->text;
    while (at) {
        uint32_t name = at - 1;
        if (tokens[name].token.op == ')' && tokens[name].pair != AC_NO_TOKEN && tokens[name].pair) {
            name = tokens[name].pair - 1;
        }
        if (tokens[name].token.kind != AC_TOKEN_IDENTIFIER) {
            return;
        }
        if (!ac_token_is(text, tokens[name].token, "_Pragma")) {
            if (!ac_is_invocation(search->front, tokens[name].token.begin)) {
                return;
            }
            ac_need_expansion(search->front->unit, tokens[name].token.begin);
        }
        at = name;
    }
}

/* Before most loops, a statement or a block ends or begins: no need to lex. */
static bool may_follow_macro(const struct search *search, size_t offset)
{
    const char *text = search->front->source->text;
    while (offset && strchr(" \t\r\n", text[offset - 1])) {
        offset--;
    }
    return offset && !strchr(";{}", text[offset - 1]);
}

static bool look_at_loop(void *data, struct ac_stmt *stmt)
{
    struct search *search = data;
    if (is_awaiting_loop(stmt) && !stmt->in_macro && may_follow_macro(search, stmt->range.begin)) {
        if (!search->tokens.count) {
            search->tokens =
                ac_lex_all(search->front->arena, search->front->source->text, search->front->function->range, NULL);
        }
        expand_in_front(search, ac_token_at(&search->tokens, stmt->range.begin));
    }
    return true;
}

void ac_expand_loop_pragmas(struct ac_front *front)
{
    struct search search = {.front = front};
    const struct ac_walker walker = {.stmt = look_at_loop, .data = &search};
    ac_walk_stmt(&walker, front->function->body);
}
