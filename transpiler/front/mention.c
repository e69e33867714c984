/* mention.c - locals that are named where nothing is evaluated and no expression of ours is made: in the types of
 * `(typeof(x) *)p`, `typedef typeof(x) t;`, in `case sizeof x:`, `enum { A = sizeof x }`, `[sizeof x] = 1`, in
 * `vector_size(sizeof x)`. Should such a local live in the frame, its name means nothing there any more, or something
 * else. */
#include "../text/lex.h"
#include "front.h"

#include <string.h>

static enum CXChildVisitResult look_for_local(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = data;
    struct ac_local *local = NULL;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_DeclRefExpr) {
        local = ac_find_local(front, clang_getCursorReferenced(cursor));
    }
    if (local) {
        struct ac_place_of place = ac_place(front, cursor);
        struct ac_mention mention = {place.range, local, place.in_macro || !place.in_main};
        AC_PUSH(front->arena, &front->function->mentions, mention);
    }
    ac_note_marker(front, cursor);
    return CXChildVisit_Recurse;
}

void ac_note_mentions(struct ac_front *front, CXCursor cursor)
{
    if (front->function) {
        look_for_local(cursor, cursor, front);
        clang_visitChildren(cursor, look_for_local, front);
    }
}

void ac_note_mentions_in_front(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    for (size_t i = 0; i + 1 < kids.count; i++) {
        ac_note_mentions(front, kids.items[i]);
    }
}

/* ---- by their names ---------------------------------------------------------------------------------------------- */

static bool is_in(size_t at, struct ac_range scope)
{
    return at >= scope.begin && at < scope.end;
}

/* What the name means at `at`: the local of the innermost scope, unless something else hides it. */
static struct ac_local *local_named(struct ac_front *front, const char *name, size_t at)
{
    struct ac_local *local = NULL;
    for (size_t i = 0; i < front->function->locals.count; i++) {
        struct ac_local *other = front->function->locals.items[i];
        if (!strcmp(other->name, name) && is_in(at, other->scope) &&
            (!local || other->scope.begin >= local->scope.begin)) {
            local = other;
        }
    }
    for (size_t i = 0; local && i < front->function->hidings.count; i++) {
        const struct ac_hiding *hiding = &front->function->hidings.items[i];
        if (!strcmp(hiding->name, name) && is_in(at, hiding->scope) && hiding->scope.begin >= local->scope.begin) {
            local = NULL;
        }
    }
    return local;
}

/* Of what comes after it: a member, a tag. */
static bool makes_other_name(const char *text, struct ac_token before)
{
    return before.op == '.' || (before.end >= 2 && !memcmp(text + before.end - 2, "->", 2)) ||
           ac_token_is(text, before, "struct") || ac_token_is(text, before, "union") ||
           ac_token_is(text, before, "enum");
}

void ac_note_words(struct ac_front *front, struct ac_range range)
{
    const char *text = front->source->text;
    struct ac_lexer lexer;
    struct ac_token token, before = {.kind = AC_TOKEN_END};
    ac_lexer_init(&lexer, text, range.begin, range.end);
    lexer.at_line_start = false;
    for (; (token = ac_lex(&lexer)).kind != AC_TOKEN_END; before = token) {
        size_t size;
        if (token.kind == AC_TOKEN_IDENTIFIER && !makes_other_name(text, before)) {
            const char *name = ac_token_spelling(front->arena, text, token, &size);
            struct ac_local *local = local_named(front, ac_strndup(front->arena, name, size), token.begin);
            struct ac_mention mention = {{token.begin, token.end}, local, false};
            if (local) {
                AC_PUSH(front->arena, &front->function->mentions, mention);
            }
        }
    }
}

/* Attributes with an operand that is an expression: libclang shows none of them. */
static bool has_expression(const char *text, struct ac_token token)
{
    static const char *const names[] = {"vector_size", "__vector_size__", "ext_vector_type", "aligned",
                                        "__aligned__", "_Alignas",        "alignas"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (ac_token_is(text, token, names[i])) {
            return true;
        }
    }
    return false;
}

/* Adds the macro if it has such an attribute, or one of the macros that have. Whether that is new. */
static bool add_attribute_macro(struct ac_front *front, struct ac_directive directive, struct ac_names *macros)
{
    const char *text = front->source->original;
    struct ac_lexer lexer = ac_directive_lexer(text, directive);
    struct ac_token name = ac_lex(&lexer), token = ac_lex(&lexer);
    const char *copy = ac_strndup(front->arena, text + name.begin, name.end - name.begin);
    if (directive.kind != AC_DIRECTIVE_DEFINE || ac_names_have(macros, copy)) {
        return false;
    }
    for (; token.kind != AC_TOKEN_END; token = ac_lex(&lexer)) {
        bool is_name = token.kind == AC_TOKEN_IDENTIFIER && macros->count;
        if (has_expression(text, token) ||
            (is_name && ac_names_have(macros, ac_strndup(front->arena, text + token.begin, token.end - token.begin)))) {
            AC_PUSH(front->arena, macros, copy);
            ac_names_sort(macros);
            return true;
        }
    }
    return false;
}

/* The macros of the file that have such an attribute. */
static struct ac_names *find_attribute_macros(struct ac_front *front)
{
    const struct ac_directives *directives = ac_source_directives(front->arena, front->source);
    struct ac_names *macros = ac_new(front->arena, struct ac_names);
    for (bool is_news = true; is_news;) {
        is_news = false;
        for (size_t i = 0; i < directives->count; i++) {
            struct ac_directive directive = ac_directive_parse(front->source->original, directives->items[i]);
            is_news |= add_attribute_macro(front, directive, macros);
        }
        is_news &= macros->count > 0;
    }
    return macros;
}

/* Its operand is in reach once the macro is expanded. */
static void expand_attribute(struct ac_front *front, const struct ac_tokens *tokens, uint32_t name)
{
    const char *text = front->source->text;
    for (uint32_t i = name + 2; i < tokens->items[name + 1].pair; i++) {
        struct ac_token token = tokens->items[i].token;
        if (token.kind == AC_TOKEN_IDENTIFIER &&
            local_named(front, ac_strndup(front->arena, text + token.begin, token.end - token.begin), token.begin)) {
            ac_need_expansion(front->unit, tokens->items[name].token.begin);
            return;
        }
    }
}

/* aligned(sizeof AWAIT(f())); what AWAIT is written out to begins with "((void)async__await". */
static void refuse_markers(struct ac_front *front, const struct ac_tokens *tokens, uint32_t name)
{
    for (uint32_t i = name + 6; i < tokens->items[name + 1].pair; i++) {
        if (ac_token_is(front->source->text, tokens->items[i].token, "async__await")) {
            struct ac_range range = {tokens->items[i - 4].token.begin, tokens->items[i].token.end};
            ac_error_at(front, range, AC_RULE_AWAIT_POSITION,
                        "an AWAIT cannot stand in an attribute: write its type instead");
        }
    }
}

void ac_note_attributes(struct ac_front *front)
{
    const char *text = front->source->text;
    struct ac_tokens tokens = ac_lex_all(front->arena, text, front->function->body_range, NULL);
    if (!front->attribute_macros) {
        front->attribute_macros = find_attribute_macros(front);
    }
    for (uint32_t i = 0; i + 1 < tokens.count; i++) {
        const struct ac_nested_token *open = &tokens.items[i + 1];
        struct ac_token name = tokens.items[i].token;
        if (open->token.op != '(' || open->pair == AC_NO_TOKEN) {
            continue;
        }
        if (has_expression(text, name)) {
            refuse_markers(front, &tokens, i);
            ac_note_words(front, (struct ac_range){open->token.end, tokens.items[open->pair].token.begin});
        } else if (front->attribute_macros->count && name.kind == AC_TOKEN_IDENTIFIER &&
                   ac_names_have(front->attribute_macros,
                                 ac_strndup(front->arena, text + name.begin, name.end - name.begin))) {
            expand_attribute(front, &tokens, i);
        }
    }
}
