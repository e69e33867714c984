/* reach.c - types whose names mean something else inside of a function that generated code writes them in: they get
 * another name in front of it.
 *
 *     typedef struct { int a; } pt;          typedef pt f__type_pt;
 *     ... f(int pt) { ... AWAIT(make()) }    ... f(int pt) { f__type_pt await_1; ... }
 *
 * It is enough that the function declares something of that name anywhere. What it declares itself no name in front of
 * it can mean: pass/support.c. Runs at the end, when it is known which names are taken. */
#include "front.h"

#include "../ir_walk.h"

#include <ctype.h>
#include <string.h>

struct reach {
    struct ac_front *front;
    const struct ac_hidden *hidden;
    const char *stem;
    struct ac_change *first; /* change of the declaration at hand */
    struct {
        struct renamed {
            const struct ac_type *type, *result;
        } *items;
        size_t count, capacity;
    } renamed;
};

/* ---- what a function hides ----------------------------------------------------------------------------------------
 */

static void sort_hidden(struct ac_hidden *hidden)
{
    ac_names_sort(&hidden->names);
    ac_names_sort(&hidden->tags);
}

static enum CXChildVisitResult note_hidden(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = data;
    (void)parent;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
    case CXCursor_FunctionDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_EnumConstantDecl:
        AC_PUSH(front->arena, &front->hidden->names, ac_cursor_name(front, cursor));
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
        AC_PUSH(front->arena, &front->hidden->tags, ac_cursor_name(front, cursor));
        break;
    default:
        break;
    }
    return CXChildVisit_Recurse;
}

/* By the cursors: of what is no ASYNC function there is no tree, and of those it is not done yet. */
const struct ac_hidden *ac_hidden_here(struct ac_front *front)
{
    if (!front->hidden) {
        front->hidden = ac_new(front->arena, struct ac_hidden);
        if (clang_getCursorKind(front->declaration) == CXCursor_FunctionDecl) {
            clang_visitChildren(front->declaration, note_hidden, front);
        }
        sort_hidden(front->hidden);
    }
    return front->hidden;
}

static const struct ac_hidden *hidden_in(struct ac_front *front, const struct ac_function *function)
{
    struct ac_hidden *hidden = ac_new(front->arena, struct ac_hidden);
    for (size_t i = 0; i < function->locals.count; i++) {
        AC_PUSH(front->arena, &hidden->names, function->locals.items[i]->name);
    }
    for (size_t i = 0; i < function->hidings.count; i++) {
        AC_PUSH(front->arena, &hidden->names, function->hidings.items[i].name);
    }
    for (size_t i = 0; i < function->tags.count; i++) {
        AC_PUSH(front->arena, &hidden->tags, function->tags.items[i].name);
    }
    sort_hidden(hidden);
    return hidden;
}

/* ---- other names ---------------------------------------------------------------------------------------------------
 */

/* The name that `word` gets, which is `what` of the two. */
static const char *name_of(struct reach *reach, const char *word, const char *what, const char *keyword)
{
    struct ac_arena *arena = reach->front->arena;
    const char *name = ac_format(arena, "%s__%s_%s", reach->stem, what, word);
    while (ac_names_have(&reach->front->unit->taken, name)) {
        name = ac_format(arena, "%s_", name);
    }
    const char *text = ac_format(arena, "typedef %s%s %s;", keyword, word, name);
    for (size_t i = 0; i < reach->first->aliases.count; i++) {
        if (!strcmp(reach->first->aliases.items[i], text)) {
            return name;
        }
    }
    AC_PUSH(arena, &reach->first->aliases, text);
    return name;
}

static bool is_part_of_word(char c)
{
    return c == '_' || c == '$' || (unsigned char)c >= 0x80 || isalnum((unsigned char)c);
}

static const char *take_word(struct ac_arena *arena, const char **at)
{
    const char *begin = *at;
    while (is_part_of_word(**at)) {
        ++*at;
    }
    return ac_strndup(arena, begin, (size_t)(*at - begin));
}

static bool is_tag_keyword(const char *word)
{
    return !strcmp(word, "struct") || !strcmp(word, "union") || !strcmp(word, "enum");
}

/* `->member` in a typeof: no type. */
static bool is_member(const char *text, const char *at)
{
    return at > text && (at[-1] == '.' || at[-1] == '>');
}

/* A part of a type with what is hidden in it renamed; the same pointer where nothing is. */
static const char *in_reach(struct reach *reach, const char *text)
{
    struct ac_arena *arena = reach->front->arena;
    const char *result = "";
    bool is_other = false;
    for (const char *at = text; at && *at;) {
        if (!is_part_of_word(*at)) {
            result = ac_format(arena, "%s%c", result, *at++);
            continue;
        }
        bool is_type = !is_member(text, at);
        const char *word = take_word(arena, &at), *name = word;
        if (is_tag_keyword(word) && *at == ' ' && is_part_of_word(at[1])) {
            const char *keyword = ac_format(arena, "%s ", word);
            at++;
            word = take_word(arena, &at);
            name = ac_names_have(&reach->hidden->tags, word) ? name_of(reach, word, "tag", keyword) : NULL;
            is_other |= name != NULL;
            name = name ? name : ac_format(arena, "%s%s", keyword, word);
        } else if (is_type && ac_names_have(&reach->hidden->names, word)) {
            name = name_of(reach, word, "type", "");
            is_other = true;
        }
        result = ac_format(arena, "%s%s", result, name);
    }
    return is_other ? result : text;
}

static const struct ac_type *type_in_reach(struct reach *reach, const struct ac_type *type)
{
    if (!type || type->sample) {
        return type; /* these are written with no names but that of a member */
    }
    if (type->is_unnameable || (type->named_by && ac_names_have(&reach->hidden->names, type->named_by))) {
        return type; /* refused by pass/support.c where that matters */
    }
    for (size_t i = 0; i < reach->renamed.count; i++) {
        if (reach->renamed.items[i].type == type || reach->renamed.items[i].result == type) {
            return reach->renamed.items[i].result;
        }
    }
    const char *spelling = in_reach(reach, type->spelling);
    if (spelling == type->spelling) {
        return type;
    }
    struct ac_type *result = ac_new(reach->front->arena, struct ac_type);
    *result = *type;
    result->spelling = spelling;
    result->before = in_reach(reach, type->before);
    result->after = in_reach(reach, type->after);
    result->marked = type->marked ? in_reach(reach, type->marked) : NULL;
    AC_PUSH(reach->front->arena, &reach->renamed, ((struct renamed){type, result}));
    return result;
}

static bool reach_expr(void *data, struct ac_expr *expr)
{
    struct reach *reach = data;
    struct ac_callee *callee = expr->callee;
    expr->type = type_in_reach(reach, expr->type);
    expr->compared_as = type_in_reach(reach, expr->compared_as);
    if (expr->kind == AC_EXPR_TEXT && expr->text && !expr->is_bare) {
        expr->text = in_reach(reach, expr->text);
    }
    if (callee) {
        callee->result = type_in_reach(reach, callee->result);
        for (size_t i = 0; i < callee->parameter_count; i++) {
            callee->parameters[i] = type_in_reach(reach, callee->parameters[i]);
        }
    }
    return true;
}

static void reach_change(struct reach *reach, struct ac_change *change)
{
    struct ac_walker walker = {.expr = reach_expr, .data = reach};
    if (change->kind == AC_CHANGE_FUNCTION) {
        struct ac_function *function = change->function;
        reach->hidden = hidden_in(reach->front, function);
        reach->stem = function->name;
        for (size_t i = 0; i < function->locals.count; i++) {
            function->locals.items[i]->type = type_in_reach(reach, function->locals.items[i]->type);
        }
        ac_walk_stmt(&walker, function->body);
    } else if (change->kind == AC_CHANGE_EXPR && change->hidden) {
        reach->hidden = change->hidden;
        reach->stem = change->inside;
        ac_walk_expr(&walker, change->expr);
    }
}

void ac_reach(struct ac_front *front)
{
    struct reach reach = {.front = front};
    for (size_t i = 0; i < front->unit->changes.count; i++) {
        struct ac_change *change = &front->unit->changes.items[i];
        if (!reach.first || change->is_twin || change->kind != AC_CHANGE_EXPR ||
            change->needs_at != reach.first->needs_at) {
            reach.first = change;
            reach.renamed.count = 0;
        }
        reach_change(&reach, change);
    }
}
