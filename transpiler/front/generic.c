/* generic.c - _Generic: which association is selected. The others are not evaluated. */
#include "../text/lex.h"
#include "expr.h"

#include <string.h>

/* The controlling expression, then that of each association. */
static struct ac_cursors parts_of(struct ac_front *front, CXCursor generic)
{
    struct ac_cursors kids = ac_children(front, generic), parts = {NULL, 0, 0};
    for (size_t i = 0; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i])) { /* not the names of types */
            AC_PUSH(front->arena, &parts, kids.items[i]);
        }
    }
    return parts;
}

/* NULL where none or more than one is of the type. */
static const CXCursor *only_association_of(struct ac_cursors parts, CXType type)
{
    const CXCursor *found = NULL;
    size_t matches = 0;
    for (size_t i = 1; i < parts.count; i++) {
        CXType other = clang_getUnqualifiedType(clang_getCanonicalType(clang_getCursorType(parts.items[i])));
        if (clang_equalTypes(other, clang_getUnqualifiedType(clang_getCanonicalType(type)))) {
            found = &parts.items[i];
            matches++;
        }
    }
    return matches == 1 ? found : NULL;
}

/* Whether it must be known. */
static bool matters(struct ac_front *front, CXCursor generic, struct ac_cursors parts)
{
    bool result = ac_contains_marker(front, generic);
    for (size_t i = 1; i < parts.count && !result; i++) {
        result = ac_is_marked(front, parts.items[i]);
    }
    return result;
}

/* libclang does not tell which one is selected. It is the only one of the type of the whole; where there are several,
 * Clang is asked in another way, and for that the text must be at hand. */
CXCursor ac_selected_association(struct ac_front *front, CXCursor generic)
{
    struct ac_cursors parts = parts_of(front, generic);
    struct ac_place_of place = ac_place(front, generic);
    const CXCursor *only = only_association_of(parts, clang_getCursorType(generic));
    if (place.in_main && ac_may_differ(front, parts.items[0]) && matters(front, generic, parts)) {
        ac_error_at(front, ac_place(front, parts.items[0]).range, AC_RULE_GENERIC_SELECTION,
                    "GCC and Clang do not agree about the type of this, and may select different associations: cast it "
                    "to a type with a name");
    }
    if (only) {
        return *only;
    }
    if (!place.in_main || !matters(front, generic, parts)) {
        return clang_getNullCursor();
    }
    if (place.in_macro) {
        if (!ac_is_transparent(front->unit, place.range.begin)) {
            ac_need_expansion(front->unit, place.range.begin);
        }
        return clang_getNullCursor();
    }
    size_t selected = ac_probe_selection(front, place.range);
    return selected && selected < parts.count ? parts.items[selected] : clang_getNullCursor();
}

/* ---- the types of associations ----------------------------------------------------------------------------------- */

struct declaring {
    const char *name;
    bool found;
};

static enum CXChildVisitResult look_for_declaration(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct declaring *declaring = data;
    (void)parent;
    declaring->found |= clang_isDeclaration(clang_getCursorKind(cursor)) && ac_cursor_is_named(cursor, declaring->name);
    return declaring->found ? CXChildVisit_Break : CXChildVisit_Recurse;
}

/* Whether the name is that of an ASYNC function, and of nothing that is declared in the function at hand. */
static bool names_async(struct ac_front *front, const char *name)
{
    struct declaring declaring = {.name = name};
    clang_visitChildren(front->declaration, look_for_declaration, &declaring);
    return !declaring.found && ac_is_name_of_async(front, name);
}

/* Also as it stands in a macro, where it is not written out yet. */
static bool is_marker_word(const char *name)
{
    static const char *const words[] = {"AWAIT", "AWAIT_CATCH", "SPAWN", "SPAWN_ON", "SPAWN_INTO"};
    static const char prefix[] = "ASYNC_";
    bool found = !strncmp(name, "async__await", 12) || !strncmp(name, "async__spawn", 12);
    name += strncmp(name, prefix, sizeof prefix - 1) ? 0 : sizeof prefix - 1;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        found |= !strcmp(name, words[i]);
    }
    return found;
}

/* A word of the type of an association: false if that is refused. */
static bool check_word(struct ac_front *front, struct ac_range range, const char *name, bool may_name)
{
    if (is_marker_word(name)) {
        ac_error_at(front, range, AC_RULE_AWAIT_POSITION,
                    "an AWAIT or SPAWN cannot stand in the type of an association: write its type instead");
        return false;
    }
    if (may_name && names_async(front, name)) {
        ac_error_at(front, range, AC_RULE_AWAIT_POSITION,
                    "'%s' is ASYNC, and cannot stand in the type of an association: write its type instead", name);
        return false;
    }
    return true;
}

/* `typeof(AWAIT(f()))` or `typeof(f)` as the type of an association: libclang does not look into that, and nothing in
 * it can be lowered. */
void ac_check_association_types(struct ac_front *front, CXCursor generic)
{
    struct ac_place_of place = ac_place(front, generic);
    size_t left;
    const char *text = ac_first_word(front, generic, &left);
    struct ac_lexer lexer;
    struct ac_token token, before = {.kind = AC_TOKEN_END};
    unsigned depth = 0;
    bool in_type = false, in_typeof = false, is_fine = place.in_main;
    ac_lexer_init(&lexer, text, 0, left);
    lexer.at_line_start = false;
    if (ac_lex(&lexer).end >= left || (place.in_macro && !memchr(" (", text[lexer.at], 2))) {
        return; /* #define CHOOSE _Generic */
    }
    do {
        token = ac_lex(&lexer);
        depth += token.op == '(' || token.op == '[' || token.op == '{';
        depth -= token.op == ')' || token.op == ']' || token.op == '}';
        if (depth == 1 && (token.op == ',' || token.op == ':')) {
            in_type = token.op == ',';
            in_typeof = false;
        } else if (in_type && token.kind == AC_TOKEN_IDENTIFIER) {
            const char *name = ac_strndup(front->arena, text + token.begin, token.end - token.begin);
            size_t begin = place.range.begin + token.begin, end = place.range.begin + token.end;
            struct ac_range range = place.in_macro ? place.range : (struct ac_range){begin, end};
            bool is_member = before.op == '.' || ac_token_is(text, before, "->");
            is_fine &= check_word(front, range, name, in_typeof && !is_member && !place.in_macro);
            in_typeof |= strstr(name, "typeof") != NULL;
        }
        before = token;
    } while (is_fine && token.kind != AC_TOKEN_END && (depth || token.op != ')'));
}

/* Locals that are named there. */
static void note_types(struct ac_front *front, CXCursor generic)
{
    struct ac_place_of place = ac_place(front, generic);
    struct ac_tokens tokens;
    unsigned depth = 0;
    size_t type = 0;
    if (!front->function || place.in_macro || !place.in_main) {
        return;
    }
    tokens = ac_lex_all(front->arena, front->source->text, place.range, NULL);
    for (uint32_t i = 0; i < tokens.count; i++) {
        struct ac_token token = tokens.items[i].token;
        depth += token.op == '(' || token.op == '[' || token.op == '{';
        depth -= token.op == ')' || token.op == ']' || token.op == '}';
        if (depth == 1 && token.op == ',') {
            type = token.end;
        } else if (depth == 1 && token.op == ':' && type) {
            ac_note_words(front, (struct ac_range){type, token.begin});
            type = 0;
        }
    }
}

/* ------------------------------------------------------------------------------------------------------------------ */

struct ac_expr *ac_build_generic(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_GENERIC);
    struct ac_cursors kids = parts_of(front, cursor);
    CXCursor selected = ac_selected_association(front, cursor);
    ac_note_mentions(front, cursor);
    ac_check_association_types(front, cursor);
    note_types(front, cursor);
    if (clang_Cursor_isNull(selected)) {
        if (ac_contains_marker(front, cursor) && !(front->function && ac_expand_punctuators(front, expr->range))) {
            ac_error_at(front, expr->range, AC_RULE_GENERIC_SELECTION,
                        "asyncc cannot tell which association of this _Generic is selected: keep AWAIT out of it");
        }
        return ac_build_all(front, cursor, AC_EXPR_OTHER, kids);
    }
    ac_set_kids(front, expr, kids.count);
    ac_add_kid(expr, ac_build_expr(front, selected, use));
    for (size_t i = 0; i < kids.count; i++) {
        if (!clang_equalCursors(kids.items[i], selected)) {
            ac_add_kid(expr, ac_build_unevaluated(front, kids.items[i]));
        }
    }
    return expr;
}
