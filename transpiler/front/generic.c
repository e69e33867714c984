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

/* Whether the name is that of an ASYNC function, and of nothing that is declared in the function at hand. */
static bool names_async(struct ac_front *front, const char *name)
{
    return !ac_names_have(&ac_hidden_here(front)->names, name) && ac_is_name_of_async(front, name);
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

/* Of an invocation: whether something in it may become such a word. */
static bool mentions_async(struct ac_front *front, struct ac_range range)
{
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, range, NULL);
    bool found = false;
    for (uint32_t i = 0; i < tokens.count && !found; i++) {
        struct ac_token token = tokens.items[i].token;
        const char *name = ac_strndup(front->arena, front->source->text + token.begin, token.end - token.begin);
        found = token.kind == AC_TOKEN_IDENTIFIER && (is_marker_word(name) || names_async(front, name));
    }
    return found;
}

/* The types of the _Generic that `text` begins with. */
struct association_types {
    struct ac_front *front;
    const char *text;
    struct ac_place_of place;
    bool in_typeof, has_typeof;
};

/* False if it is refused. */
static bool check_token(struct association_types *types, struct ac_token token, struct ac_token before)
{
    const char *name = ac_strndup(types->front->arena, types->text + token.begin, token.end - token.begin);
    size_t begin = types->place.range.begin;
    struct ac_range here = {begin + token.begin, begin + token.end};
    bool in_macro = types->place.in_macro, is_member = before.op == '.' || ac_token_is(types->text, before, "->");
    bool may_name = types->in_typeof && !is_member && !in_macro;
    types->in_typeof |= strstr(name, "typeof") != NULL;
    types->has_typeof |= types->in_typeof;
    return check_word(types->front, in_macro ? types->place.range : here, name, may_name);
}

static void check_types(struct association_types *types, struct ac_lexer lexer)
{
    struct ac_token token = {.kind = AC_TOKEN_END}, before;
    unsigned depth = 0;
    bool in_type = false, is_fine = true;
    do {
        before = token;
        token = ac_lex(&lexer);
        depth += token.op == '(' || token.op == '[' || token.op == '{';
        depth -= token.op == ')' || token.op == ']' || token.op == '}';
        if (depth == 1 && (token.op == ',' || token.op == ':')) {
            in_type = token.op == ',';
            types->in_typeof = false;
        } else if (in_type && token.kind == AC_TOKEN_IDENTIFIER) {
            is_fine = check_token(types, token, before);
        }
    } while (is_fine && token.kind != AC_TOKEN_END && (depth || token.op != ')'));
}

/* `typeof(AWAIT(f()))` or `typeof(f)` as the type of an association: libclang does not look into that, and nothing in
 * it can be lowered. */
void ac_check_association_types(struct ac_front *front, CXCursor generic)
{
    struct association_types types = {.front = front, .place = ac_place(front, generic)};
    struct ac_range range = types.place.range;
    size_t left;
    struct ac_lexer lexer;
    types.text = ac_first_word(front, generic, &left);
    ac_lexer_init(&lexer, types.text, 0, left);
    lexer.at_line_start = false;
    bool is_cut = ac_lex(&lexer).end >= left || (types.place.in_macro && !memchr(" (", types.text[lexer.at], 2));
    if (!types.place.in_main || is_cut) { /* #define CHOOSE _Generic */
        return;
    }
    check_types(&types, lexer);
    if (types.has_typeof && types.place.in_macro && !ac_is_transparent(front->unit, range.begin) &&
        mentions_async(front, range)) {
        ac_need_expansion(front->unit, range.begin); /* typeof(x) of a macro's parameter */
    }
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
