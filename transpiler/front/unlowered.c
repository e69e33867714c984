/* unlowered.c - headers that name ASYNC functions outside of such. They are included, not rewritten, so that there
 *
 *     static operation *const table[] = {fetch, store};
 *
 * are the ordinary functions that these are erased to. What is used of that, or has external linkage, is refused; other
 * files may use the rest. */
#include "front.h"

struct search {
    CXCursor function; /* the ASYNC one that is named, null if none */
    unsigned from;     /* what stands in front of that, in the type of a variable, does not count */
};

static enum CXChildVisitResult look_for_async(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct search *search = data;
    CXCursor function = clang_getCursorReferenced(cursor);
    unsigned offset;
    if (ac_is_shown_again(cursor, parent)) {
        return CXChildVisit_Continue;
    }
    if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr || clang_Cursor_isNull(function) ||
        clang_getCursorKind(function) != CXCursor_FunctionDecl || !ac_is_async_function(function)) {
        return CXChildVisit_Recurse;
    }
    clang_getFileLocation(clang_getCursorLocation(cursor), NULL, NULL, NULL, &offset);
    if (offset < search->from) {
        return CXChildVisit_Continue;
    }
    search->function = function;
    return CXChildVisit_Break;
}

static bool is_definition(CXCursor cursor)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    return (kind == CXCursor_VarDecl || (kind == CXCursor_FunctionDecl && !ac_is_async_function(cursor))) &&
           clang_isCursorDefinition(cursor);
}

void ac_note_unlowered(struct ac_front *front, CXCursor cursor)
{
    struct search search = {.function = clang_getNullCursor()};
    if (!is_definition(cursor) || clang_Location_isInSystemHeader(clang_getCursorLocation(cursor))) {
        return;
    }
    clang_getFileLocation(clang_getCursorLocation(cursor), NULL, NULL, NULL, &search.from);
    clang_visitChildren(cursor, look_for_async, &search);
    if (!clang_Cursor_isNull(search.function)) {
        AC_PUSH(front->arena, &front->unlowered, cursor);
    }
}

/* ---- what is used ------------------------------------------------------------------------------------------------ */

struct use {
    struct ac_front *front;
    struct ac_cursor_map seen;
};

static void refuse(struct ac_front *front, CXCursor cursor)
{
    for (size_t i = 0; i < front->unlowered.count; i++) {
        if (clang_equalCursors(front->unlowered.items[i], cursor)) {
            ac_error_in_header(front, cursor, AC_RULE_HEADER_DEFINITION,
                               "'%s' names an ASYNC function, and is defined in a header, which is included and not "
                               "rewritten: declare it there and define it in a .c file",
                               ac_cursor_name(front, cursor));
        }
    }
}

static enum CXChildVisitResult visit_use(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct use *use = data;
    CXCursor used = clang_getCursorReferenced(cursor);
    if (ac_is_shown_again(cursor, parent)) {
        return CXChildVisit_Continue;
    }
    if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr || clang_Cursor_isNull(used)) {
        return CXChildVisit_Recurse;
    }
    used = clang_getCursorDefinition(used);
    if (!clang_Cursor_isNull(used) && is_definition(used) && !ac_cursor_map_find(&use->seen, used)) {
        ac_cursor_map_add(use->front->arena, &use->seen, used, use);
        refuse(use->front, used);
        clang_visitChildren(used, visit_use, use);
    }
    return CXChildVisit_Continue;
}

/* What the compiler of the output compiles in any case. */
static bool is_compiled(struct ac_front *front, CXCursor cursor)
{
    bool is_external = is_definition(cursor) && clang_getCursorLinkage(cursor) == CXLinkage_External &&
                       !clang_Cursor_isFunctionInlined(cursor);
    bool is_twin = clang_getCursorKind(cursor) == CXCursor_FunctionDecl && ac_is_async_function(cursor) &&
                   ac_declaration_of(front, cursor)->is_twin;
    return !ac_is_included(front, cursor) || is_external || is_twin;
}

static enum CXChildVisitResult visit_top(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct use *use = data;
    (void)parent;
    if (is_compiled(use->front, cursor)) {
        if (ac_is_included(use->front, cursor) && !ac_cursor_map_find(&use->seen, cursor)) {
            ac_cursor_map_add(use->front->arena, &use->seen, cursor, use);
            refuse(use->front, cursor);
        }
        clang_visitChildren(cursor, visit_use, use);
    }
    return CXChildVisit_Continue;
}

void ac_refuse_unlowered(struct ac_front *front)
{
    struct use use = {.front = front};
    if (front->unlowered.count) {
        clang_visitChildren(clang_getTranslationUnitCursor(front->tu), visit_top, &use);
    }
}
