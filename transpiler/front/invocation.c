/* invocation.c - whose the macros are that are invoked in the text, from what libclang recorded of the preprocessing.
 */
#include "../text/body_ends.h"
#include "../text/macro.h"
#include "front.h"
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>

struct noting {
    struct ac_front *front;
    const struct ac_headers *headers;
    const struct ac_header *last; /* that was asked for */
    struct {
        struct ac_invocation *items;
        size_t count, capacity;
    } popped;
};

static const struct ac_header *header_of(struct noting *noting, CXFile file)
{
    if (noting->last && clang_File_isEqual(noting->last->file, file)) {
        return noting->last;
    }
    for (size_t i = 0; i < noting->headers->count; i++) {
        if (clang_File_isEqual(noting->headers->items[i].file, file)) {
            return noting->last = &noting->headers->items[i];
        }
    }
    return NULL;
}

static enum ac_owner owner_of(struct noting *noting, CXCursor invocation)
{
    CXCursor definition = clang_getCursorReferenced(invocation);
    CXSourceRange extent = clang_getCursorExtent(definition);
    const struct ac_header *header;
    const struct ac_macro *macro;
    unsigned begin, end;
    CXFile file;
    clang_getSpellingLocation(clang_getRangeStart(extent), &file, NULL, NULL, &begin);
    clang_getSpellingLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &end);
    header = file && !clang_File_isEqual(file, noting->front->file) ? header_of(noting, file) : NULL;
    if (!header || header->owner != AC_OWNER_COMPILER) {
        return header ? header->owner : AC_OWNER_USER;
    }
    if (!header->text || end > header->size) {
        return AC_OWNER_USER;
    }
    macro = ac_macro_parse(noting->front->arena, header->text + begin, end - begin, AC_MACRO_COMPILER);
    return macro && ac_macro_is_left_to_compiler(macro) ? AC_OWNER_COMPILER : AC_OWNER_USER;
}

const char *ac_definition_text(struct ac_front *front, CXCursor definition, CXFile *ret_file,
                               struct ac_range *ret_range)
{
    CXSourceRange extent = clang_getCursorExtent(definition);
    unsigned begin, end;
    size_t size = 0;
    clang_getSpellingLocation(clang_getRangeStart(extent), ret_file, NULL, NULL, &begin);
    clang_getSpellingLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &end);
    const char *text = *ret_file ? clang_getFileContents(front->tu, *ret_file, &size) : NULL;
    *ret_range = (struct ac_range){begin, end};
    return end <= size ? text : NULL;
}

/* Whether the definition ends with what cannot be called: `do {`, `g +`, `1`. */
static bool ends_with_no_callee(const struct ac_body_ends *ends)
{
    return ends->last.kind != AC_TOKEN_IDENTIFIER && ends->last.op != ')' && ends->last.op != ']';
}

/* Whether the token could be an operator, or a macro that stands for one. */
static bool may_operate(struct ac_token token, unsigned parenthesis)
{
    return token.kind == AC_TOKEN_IDENTIFIER || (token.kind == AC_TOKEN_PUNCTUATOR && token.op != parenthesis);
}

static bool may_be_open(const struct ac_body_ends *ends)
{
    return may_operate(ends->last, ')') || (may_operate(ends->first, '(') && !ends->calls);
}

static bool is_before_parenthesis(const struct noting *noting, size_t offset)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, noting->front->source->text, offset, noting->front->source->size);
    lexer.at_line_start = false;
    ac_lex(&lexer); /* its name */
    return ac_lex(&lexer).op == '(';
}

static void note_ends(struct noting *noting, struct ac_body_ends ends, struct ac_invocation *invocation)
{
    invocation->stands_alone =
        !ends.has_parameters && ends_with_no_callee(&ends) && is_before_parenthesis(noting, invocation->offset);
    invocation->may_be_open = may_be_open(&ends);
    invocation->is_plain = !ends.has_parameters && !ends.has_names;
    invocation->is_part = ends.is_part;
    invocation->is_torn = ends.is_torn;
    invocation->ends_statement = ends.has_semicolon;
}

/* By the text of the definition: clang_Cursor_isMacroFunctionLike() knows nothing of what is undefined further down. */
static void note_definition(struct noting *noting, CXCursor cursor, struct ac_invocation *invocation)
{
    struct ac_range range;
    CXFile file;
    const char *text = ac_definition_text(noting->front, cursor, &file, &range);
    if (text) {
        note_ends(noting, ac_body_ends(text, range.begin, range.end), invocation);
    }
}

static enum CXChildVisitResult note(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct noting *noting = data;
    unsigned offset;
    CXFile file;
    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_MacroExpansion) {
        clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
        if (file && clang_File_isEqual(file, noting->front->file)) {
            struct ac_invocation invocation = {.offset = offset, .owner = owner_of(noting, cursor)};
            note_definition(noting, clang_getCursorReferenced(cursor), &invocation);
            AC_PUSH(noting->front->arena, &noting->front->unit->invocations, invocation);
            noting->front->unit->has_compilers_macros |= invocation.owner == AC_OWNER_COMPILER;
        }
    }
    return CXChildVisit_Continue;
}

static int compare_invocations(const void *a, const void *b)
{
    const struct ac_invocation *one = a, *other = b;
    return (one->offset > other->offset) - (one->offset < other->offset);
}

static void sort_invocations(struct ac_unit *unit)
{
    if (unit->invocations.count) {
        qsort(unit->invocations.items, unit->invocations.count, sizeof *unit->invocations.items, compare_invocations);
    }
}

/* ---- macros that a #pragma pop_macro brought back: libclang does not record their invocations -------------------- */

static void note_macro(struct noting *noting, const struct ac_macro *macro, struct ac_invocation *invocation)
{
    note_ends(noting, ac_body_ends(macro->text, 0, macro->text_size), invocation);
    if (macro->origin == AC_MACRO_ASYNCC) {
        invocation->owner = AC_OWNER_ASYNCC;
    } else if (ac_macro_is_left_to_compiler(macro)) {
        invocation->owner = AC_OWNER_COMPILER;
    }
}

static void note_popped(struct noting *noting, struct ac_macros *macros, struct ac_token token)
{
    struct ac_front *front = noting->front;
    const struct ac_source *source = front->source;
    struct ac_invocation invocation = {.offset = token.begin, .owner = AC_OWNER_USER, .is_part = true};
    struct ac_macro *macro = NULL;
    size_t size;
    const char *name = ac_token_spelling(front->arena, source->text, token, &size);
    if (token.kind != AC_TOKEN_IDENTIFIER || !ac_macro_is_popped(macros, name, size) ||
        ac_source_is_replaced(source, token.begin) || ac_is_invocation_of_user(front->unit, token.begin) ||
        ac_macro_find(macros, name, size, ac_source_origin(source, token.begin), &macro) == AC_MACRO_UNDEFINED) {
        return;
    }
    if (macro) { /* otherwise it cannot be told what it is: whoever needs it expanded says so */
        note_macro(noting, macro, &invocation);
    }
    if (!macro || !macro->is_function || is_before_parenthesis(noting, token.begin)) {
        AC_PUSH(front->arena, &noting->popped, invocation);
    }
}

static void note_all_popped(struct noting *noting)
{
    struct ac_front *front = noting->front;
    struct ac_macros *macros = ac_macros_of(front);
    struct ac_tokens tokens = ac_lex_all(front->arena, front->source->text, (struct ac_range){0, front->source->size},
                                         ac_session_skipped(front->arena, front->session, front->file));
    ac_macros_tell_undefs_now(macros);
    for (size_t i = 0; i < tokens.count; i++) {
        note_popped(noting, macros, tokens.items[i].token);
    }
    for (size_t i = 0; i < noting->popped.count; i++) {
        AC_PUSH(front->arena, &front->unit->invocations, noting->popped.items[i]);
    }
}

/* ------------------------------------------------------------------------------------------------------------------ */

void ac_note_invocations(struct ac_front *front)
{
    struct noting noting = {.front = front, .headers = ac_session_headers(front->arena, front->session)};
    clang_visitChildren(clang_getTranslationUnitCursor(front->tu), note, &noting);
    sort_invocations(front->unit);
    if (ac_session_mentions(front->arena, front->session, "pop_macro")) {
        note_all_popped(&noting);
        sort_invocations(front->unit);
    }
}
