/* invocation.c - whose the macros are that are invoked in the text, from what libclang recorded of the preprocessing.
 */
#include "../text/lex.h"
#include "../text/macro.h"
#include "front.h"
#include "session_internal.h"

#include <stdlib.h>
#include <string.h>

struct noting {
    struct ac_front *front;
    const struct ac_headers *headers;
    const struct ac_header *last; /* that was asked for */
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

/* Whether the macro takes no arguments, and ends with what cannot be called or take some. */
static bool stands_alone(struct noting *noting, CXCursor definition)
{
    struct ac_token token, last = {.kind = AC_TOKEN_END};
    struct ac_lexer lexer;
    struct ac_range range;
    CXFile file;
    const char *text = ac_definition_text(noting->front, definition, &file, &range);
    if (!text || clang_Cursor_isMacroFunctionLike(definition)) {
        return false;
    }
    ac_lexer_init(&lexer, text, range.begin, range.end);
    lexer.at_line_start = false;
    ac_lex(&lexer); /* its name */
    while ((token = ac_lex(&lexer)).kind != AC_TOKEN_END) {
        last = token;
    }
    return last.kind == AC_TOKEN_END || (last.op && last.op < AC_OP_PASTE && strchr(";{},:", last.op));
}

static bool is_before_parenthesis(const struct noting *noting, size_t offset)
{
    struct ac_lexer lexer;
    ac_lexer_init(&lexer, noting->front->source->text, offset, noting->front->source->size);
    lexer.at_line_start = false;
    ac_lex(&lexer); /* its name */
    return ac_lex(&lexer).op == '(';
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
            struct ac_invocation invocation = {offset, owner_of(noting, cursor), false};
            invocation.stands_alone =
                is_before_parenthesis(noting, offset) && stands_alone(noting, clang_getCursorReferenced(cursor));
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

void ac_note_invocations(struct ac_front *front)
{
    struct noting noting = {.front = front, .headers = ac_session_headers(front->arena, front->session)};
    struct ac_unit *unit = front->unit;
    clang_visitChildren(clang_getTranslationUnitCursor(front->tu), note, &noting);
    if (unit->invocations.count) {
        qsort(unit->invocations.items, unit->invocations.count, sizeof *unit->invocations.items, compare_invocations);
    }
}
