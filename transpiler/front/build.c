/* build.c - the file as a whole: which of its top-level declarations change, and into what.
 *
 * ASYNC functions become IR (function.c). Elsewhere only single expressions change (scan.c), and prototypes of static
 * ASYNC functions. */
#include "../text/lex.h"
#include "front.h"
#include "session_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* After the semicolon of the declaration that goes on at `offset`. */
static size_t end_of_declaration(struct ac_front *front, size_t offset)
{
    struct ac_lexer lexer;
    unsigned depth = 0;
    ac_lexer_init(&lexer, front->source->text, offset, front->source->size);
    lexer.at_line_start = false;
    for (;;) {
        struct ac_token token = ac_lex(&lexer);
        if (token.kind == AC_TOKEN_END || (token.op == ';' && !depth)) {
            return token.end;
        }
        depth += token.op == '(' || token.op == '{';
        depth -= token.op == ')' || token.op == '}';
    }
}

/* `struct pair { int a, b; } f(void)`: what the specifiers in `range` define, with attributes behind its brace. */
static struct ac_range tag_in(struct ac_front *front, struct ac_range range, size_t name)
{
    struct ac_tokens tokens;
    size_t end = front->tag.end;
    if (front->tag.begin < range.begin || end > name || end <= front->tag.begin) {
        return (struct ac_range){0, 0};
    }
    if (!front->tag_has_name) {
        ac_error_at(front, front->tag, AC_RULE_UNNAMED_TYPE,
                    "the result of this ASYNC function has a type without a name: give it one");
    }
    tokens = ac_lex_all(front->arena, front->source->text, (struct ac_range){end, name}, NULL);
    for (uint32_t i = 0; i + 1 < tokens.count && tokens.items[i + 1].pair != AC_NO_TOKEN &&
                         ac_token_is(front->source->text, tokens.items[i].token, "__attribute__");) {
        i = tokens.items[i + 1].pair + 1;
        end = tokens.items[i - 1].token.end;
    }
    return (struct ac_range){front->tag.begin, end};
}

static size_t name_of(CXCursor function)
{
    return ac_location_offset(clang_getCursorLocation(function));
}

/* Of a static or inline function the erased prototype would promise a definition that never comes: it is replaced. */
static void build_prototype(struct ac_front *front, CXCursor cursor, struct ac_range range)
{
    struct ac_declaration *declaration = ac_declaration_of(front, cursor);
    size_t count = front->unit->changes.count, name = name_of(cursor);
    struct ac_change *last = count ? &front->unit->changes.items[count - 1] : NULL;
    struct ac_change change = {.kind = AC_CHANGE_PROTOTYPE, .range = range};
    bool is_static = clang_Cursor_getStorageClass(cursor) == CX_SC_Static;
    if (!is_static && !clang_Cursor_isFunctionInlined(cursor)) {
        declaration->attributes = ac_attributes_elsewhere(front, cursor, (struct ac_range){0, 0});
        ac_scan(front, cursor); /* __typeof__(g) f; */
        return;
    }
    declaration->attributes = ac_attributes_elsewhere(front, cursor, (struct ac_range){range.begin, name});
    if (last && last->kind == AC_CHANGE_PROTOTYPE && name < last->range.end) {
        declaration->prefix = last->declarations.items[0]->prefix;
        AC_PUSH(front->arena, &last->declarations, declaration); /* static ASYNC int f(int), g(int); */
        return;
    }
    declaration->prefix = ac_prefix_of(front, (struct ac_range){range.begin, name}, is_static);
    change.range.end = end_of_declaration(front, range.end);
    change.tag = tag_in(front, range, name);
    AC_PUSH(front->arena, &change.declarations, declaration);
    ac_add_change(front, change);
}

static CXCursor body_of(struct ac_front *front, CXCursor function)
{
    struct ac_cursors kids = ac_children(front, function);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == CXCursor_CompoundStmt) {
            return kids.items[i];
        }
    }
    return clang_getNullCursor();
}

/* Macros that give the head and the first brace of a function, or its last one. */
static bool is_body_in_reach(struct ac_front *front, CXCursor body)
{
    struct ac_place_of place = ac_place(front, body);
    struct ac_range range = place.range;
    const char *text = front->source->text;
    if (!place.in_main) {
        return true; /* its text is asked for */
    }
    bool begins = strchr("{<", text[range.begin]), ends = range.end && strchr("}>", text[range.end - 1]);
    if (!begins) {
        ac_need_expansion(front->unit, range.begin);
    }
    if (!ends) {
        ac_need_expansion(front->unit, ac_last_invocation(front->arena, text, range));
    }
    return begins && ends;
}

static void build_async(struct ac_front *front, CXCursor cursor, struct ac_range range)
{
    CXCursor body = body_of(front, cursor);
    if (clang_Cursor_isNull(body)) {
        build_prototype(front, cursor, range);
    } else if (is_body_in_reach(front, body)) {
        struct ac_change change = {.kind = AC_CHANGE_FUNCTION, .range = range};
        change.function = ac_build_function(front, cursor, range, body);
        change.tag = tag_in(front, range, name_of(cursor));
        ac_add_change(front, change);
    }
}

/* The first change of the declaration at `at`: of all its variables, each of which libclang has as one of its own. */
static struct ac_change *first_change_at(struct ac_front *front, size_t at)
{
    struct ac_change *changes = front->unit->changes.items, *first = NULL;
    for (size_t i = front->unit->changes.count; i-- > 0 && changes[i].needs_at == at;) {
        first = first && first->range.begin < changes[i].range.begin ? first : &changes[i];
    }
    return first;
}

static void set_needs(struct ac_front *front, size_t first_change, size_t at)
{
    struct ac_change *first;
    for (size_t i = first_change; i < front->unit->changes.count; i++) {
        front->unit->changes.items[i].needs_at = at;
    }
    first = first_change < front->unit->changes.count ? first_change_at(front, at) : NULL;
    for (size_t i = 0; i < front->needs.count && first; i++) {
        AC_PUSH(front->arena, &first->needs, front->needs.items[i]);
    }
}

/* libclang shows it in front of the declaration that it is part of. */
static void note_tag(struct ac_front *front, CXCursor cursor, struct ac_range range)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if ((kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_EnumDecl) &&
        clang_isCursorDefinition(cursor)) {
        front->tag = range;
        front->tag_has_name = !clang_Cursor_isAnonymous(cursor);
    }
}

static void build_declaration(struct ac_front *front, CXCursor cursor)
{
    struct ac_place_of place = ac_place(front, cursor);
    size_t first_change = front->unit->changes.count, invocation = place.range.begin;
    bool is_async = ac_is_async_function(cursor);
    ac_check_mark(front, cursor);
    ac_check_samples(front, cursor);
    note_tag(front, cursor, place.range);
    place.range.begin = ac_head_of_declaration(front, place.range);
    front->needs.count = 0;
    front->inside = ac_cursor_name(front, cursor);
    front->declaration = cursor;
    front->hidden = NULL;
    if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl) {
        front->result = clang_getCursorResultType(cursor);
        front->result_is_marked = ac_is_marked_type(front->result);
        ac_check_attributes(front, cursor);
    }
    if (is_async && place.in_macro) {
        ac_need_expansion(front->unit, invocation);
    } else if (is_async) {
        build_async(front, cursor, place.range);
    } else {
        ac_scan(front, cursor);
    }
    set_needs(front, first_change, place.range.begin);
}

/* ---- headers ----------------------------------------------------------------------------------------------------- */

bool ac_is_included(struct ac_front *front, CXCursor cursor)
{
    return !ac_is_in_main(front, cursor) ||
           (front->source->included.count &&
            ac_source_included(front->source, ac_source_origin(front->source, ac_place(front, cursor).range.begin)));
}

/* Headers are included, not rewritten: what they define ASYNC must be static inline. That has a twin here, if it is
 * used. */
static void visit_included(struct ac_front *front, CXCursor cursor)
{
    bool is_static_inline =
        clang_Cursor_getStorageClass(cursor) == CX_SC_Static && clang_Cursor_isFunctionInlined(cursor);
    ac_note_unlowered(front, cursor);
    if (!clang_isCursorDefinition(cursor) || !ac_is_async_function(cursor)) {
        return;
    }
    if (!is_static_inline) {
        ac_error_in_header(front, cursor, AC_RULE_HEADER_DEFINITION,
                           "'%s' is defined ASYNC in a header and is not static inline: declare it there and define it "
                           "in a .c file",
                           ac_cursor_name(front, cursor));
    } else if (ac_place(front, cursor).in_main) {
        AC_PUSH(front->arena, &front->twins, cursor);
    }
}

/* The twin stands in the file itself, where that is 0. */
static void refuse_include_level(struct ac_front *front, const struct ac_function *function)
{
    if (function && ac_names_have(&function->identifiers, "__INCLUDE_LEVEL__")) {
        ac_error_at(front, function->declared, AC_RULE_HEADER_DEFINITION,
                    "'%s' is defined in a header and uses __INCLUDE_LEVEL__, which is another one in what is generated "
                    "for it: define it in a .c file",
                    function->name);
    }
}

/* Builds the next of the twins that is needed; it may need others. */
static bool build_twin(struct ac_front *front)
{
    for (size_t i = 0; i < front->twins.count; i++) {
        CXCursor cursor = front->twins.items[i];
        struct ac_declaration *declaration = ac_declaration_of(front, cursor);
        if (declaration->is_needed && !declaration->is_twin) {
            size_t first_change = front->unit->changes.count;
            declaration->is_twin = true;
            build_declaration(front, cursor);
            if (first_change < front->unit->changes.count) {
                front->unit->changes.items[first_change].is_twin = true;
            }
            refuse_include_level(front, declaration->function);
            return true;
        }
    }
    return false;
}

/* ---- names that are taken ---------------------------------------------------------------------------------------- */

/* What begins with the name of an ASYNC function, as generated names outside of functions do. */
static bool has_suffix(const char *name)
{
    return *name != '_' && strstr(name, "__");
}

static bool is_lowered_name(const char *name)
{
    size_t length = strlen(name);
    return length > strlen("__async") && !strcmp(name + length - strlen("__async"), "__async");
}

/* NAME__async may be declared, as others declare what is defined in C, but not be something else. */
static void check_lowered_names(struct ac_front *front)
{
    for (size_t i = 0; i < front->lowered_names.count; i++) {
        CXCursor cursor = front->lowered_names.items[i];
        const char *name = ac_cursor_name(front, cursor);
        size_t length = strlen(name) - strlen("__async");
        bool is_declared = clang_getCursorKind(cursor) == CXCursor_FunctionDecl && !clang_isCursorDefinition(cursor);
        for (size_t j = 0; j < front->unit->functions.count && !is_declared; j++) {
            const char *function = front->unit->functions.items[j]->name;
            if (strlen(function) == length && !strncmp(function, name, length)) {
                ac_error_in_header(front, cursor, AC_RULE_RESERVED_NAME,
                                   "'%s' is the name of the code that is generated for '%s': give this another one",
                                   name, function);
            }
        }
    }
}

/* Generated names inside of functions begin with a small letter. Tags are names of their own there. */
static void take_name(struct ac_front *front, CXCursor cursor, bool is_tag)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *name = clang_getCString(spelling);
    if (name && is_lowered_name(name) && !is_tag) {
        AC_PUSH(front->arena, &front->lowered_names, cursor);
    }
    if (name && (has_suffix(name) || (islower((unsigned char)*name) && !is_tag))) {
        AC_PUSH(front->arena, &front->unit->taken, ac_strdup(front->arena, name));
    }
    clang_disposeString(spelling);
}

static enum CXChildVisitResult take_enumerator(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    take_name(data, cursor, false);
    return CXChildVisit_Continue;
}

static void take_names(struct ac_front *front, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_MacroDefinition:
        if (clang_Cursor_isMacroFunctionLike(cursor)) {
            AC_PUSH(front->arena, &front->unit->invocable, ac_cursor_name(front, cursor));
        }
        take_name(front, cursor, false);
        break;
    case CXCursor_FunctionDecl:
    case CXCursor_VarDecl:
    case CXCursor_TypedefDecl:
        take_name(front, cursor, false);
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        take_name(front, cursor, true);
        break;
    case CXCursor_EnumDecl:
        take_name(front, cursor, true);
        clang_visitChildren(cursor, take_enumerator, front);
        break;
    default:
        break;
    }
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = data;
    (void)parent;
    take_names(front, cursor);
    if (clang_isPreprocessing(clang_getCursorKind(cursor))) {
        return CXChildVisit_Continue;
    }
    if (ac_is_included(front, cursor)) {
        visit_included(front, cursor);
    } else {
        build_declaration(front, cursor);
    }
    return CXChildVisit_Continue;
}

static int compare_changes(const void *a, const void *b)
{
    const struct ac_change *one = a, *other = b;
    return one->range.begin < other->range.begin ? -1 : one->range.begin > other->range.begin;
}

struct ac_unit *ac_build(struct ac_arena *arena, struct ac_session *session, struct ac_source *source,
                         struct ac_macros **macros, struct ac_diags *diags)
{
    struct ac_front front = {.arena = arena, .source = source, .macros = macros, .diags = diags};
    front.unit = ac_new(arena, struct ac_unit);
    front.unit->arena = arena;
    front.unit->source = source;
    front.session = session;
    front.tu = session->tu;
    front.file = session->file;
    front.unit->has_packing = ac_session_packs(arena, session);
    ac_note_invocations(&front);
    clang_visitChildren(clang_getTranslationUnitCursor(front.tu), visit_declaration, &front);
    while (build_twin(&front)) {
    }
    ac_refuse_unlowered(&front);
    ac_note_unseen(&front);
    ac_note_unseen_macros(&front);
    ac_note_redefinitions(&front);
    ac_check_pragmas(&front);
    check_lowered_names(&front);
    ac_names_sort(&front.unit->taken);
    ac_names_sort(&front.unit->invocable);
    if (front.unit->changes.count) {
        qsort(front.unit->changes.items, front.unit->changes.count, sizeof *front.unit->changes.items, compare_changes);
    }
    ac_reach(&front);
    return front.unit;
}
