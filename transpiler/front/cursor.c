/* cursor.c - questions about libclang's cursors that it answers only in several steps. */
#include "front.h"

#include <string.h>

const char *ac_take_string(struct ac_front *front, CXString string)
{
    const char *text = clang_getCString(string);
    char *result = ac_strdup(front->arena, text ? text : "");
    clang_disposeString(string);
    return result;
}

const char *ac_cursor_name(struct ac_front *front, CXCursor cursor)
{
    return ac_take_string(front, clang_getCursorSpelling(cursor));
}

bool ac_cursor_is_named(CXCursor cursor, const char *name)
{
    CXString spelling = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(spelling);
    bool result = text && !strcmp(text, name);
    clang_disposeString(spelling);
    return result;
}

struct collector {
    struct ac_front *front;
    struct ac_cursors cursors;
};

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct collector *collector = data;
    (void)parent;
    AC_PUSH(collector->front->arena, &collector->cursors, cursor);
    return CXChildVisit_Continue;
}

struct ac_cursors ac_children(struct ac_front *front, CXCursor cursor)
{
    struct collector collector = {front, {NULL, 0, 0}};
    clang_visitChildren(cursor, collect, &collector);
    return collector.cursors;
}

bool ac_has_kid(struct ac_front *front, CXCursor cursor, enum CXCursorKind kind)
{
    struct ac_cursors kids = ac_children(front, cursor);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_getCursorKind(kids.items[i]) == kind) {
            return true;
        }
    }
    return false;
}

bool ac_is_shown_again(CXCursor cursor, CXCursor parent)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    if (kind != CXCursor_StructDecl && kind != CXCursor_UnionDecl && kind != CXCursor_EnumDecl) {
        return false;
    }
    switch (clang_getCursorKind(parent)) {
    case CXCursor_FieldDecl:
    case CXCursor_FunctionDecl:
    case CXCursor_TypedefDecl:
    case CXCursor_VarDecl:
        return true;
    default:
        return false;
    }
}

bool ac_is_expr(CXCursor cursor)
{
    return clang_isExpression(clang_getCursorKind(cursor));
}

static enum CXTypeKind canonical_kind(CXCursor cursor)
{
    return clang_getCanonicalType(clang_getCursorType(cursor)).kind;
}

static bool is_array_kind(enum CXTypeKind kind)
{
    return kind == CXType_ConstantArray || kind == CXType_VariableArray || kind == CXType_IncompleteArray;
}

static bool is_function_kind(enum CXTypeKind kind)
{
    return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto;
}

static enum CXChildVisitResult take_first_expr(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (!ac_is_expr(cursor)) {
        return CXChildVisit_Continue;
    }
    *(CXCursor *)data = cursor;
    return CXChildVisit_Break;
}

/* Finds a pointer to what libclang takes for an array, as the a of &a, though it is a pointer. */
static enum CXChildVisitResult look_for_pointer_to_decayed(CXCursor cursor, CXCursor parent, CXClientData data)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    (void)parent;
    *(bool *)data |= type.kind == CXType_Pointer && clang_getPointeeType(type).kind == CXType_Pointer;
    return CXChildVisit_Continue;
}

/* A parameter declared as an array or a function is a pointer, and so is what is computed from it; libclang goes on
 * calling it an array or a function. What is computed from one of these is never one. */
static bool is_decayed(CXCursor cursor)
{
    CXCursor first = clang_getNullCursor();
    bool found = false;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_DeclRefExpr:
        return clang_getCursorKind(clang_getCursorReferenced(cursor)) == CXCursor_ParmDecl;
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
        clang_visitChildren(cursor, take_first_expr, &first);
        return !clang_Cursor_isNull(first) && is_decayed(first);
    case CXCursor_UnaryOperator:
        if (clang_getCursorUnaryOperatorKind(cursor) != CXUnaryOperator_Deref) {
            return true;
        }
        clang_visitChildren(cursor, look_for_pointer_to_decayed, &found);
        return found;
    case CXCursor_ArraySubscriptExpr:
        clang_visitChildren(cursor, look_for_pointer_to_decayed, &found);
        return found;
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
    case CXCursor_ConditionalOperator:
    case CXCursor_CStyleCastExpr:
    case CXCursor_CallExpr:
    case CXCursor_StmtExpr:
        return true;
    default:
        return false;
    }
}

bool ac_is_pointer(CXCursor cursor)
{
    enum CXTypeKind kind = canonical_kind(cursor);
    return kind == CXType_Pointer || ((is_array_kind(kind) || is_function_kind(kind)) && is_decayed(cursor));
}

bool ac_is_array(CXCursor cursor)
{
    return is_array_kind(canonical_kind(cursor)) && !is_decayed(cursor);
}

CXCursor ac_last_child(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    return kids.count ? kids.items[kids.count - 1] : clang_getNullCursor();
}

CXCursor ac_first_child(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    return kids.count ? kids.items[0] : clang_getNullCursor();
}

CXCursor ac_first_expr(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    for (size_t i = 0; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i])) {
            return kids.items[i];
        }
    }
    return clang_getNullCursor();
}
