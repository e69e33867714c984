/* mark_check.c - refuses ASYNC on what is neither a function nor a pointer to one, or might be either of two. */
#include "front.h"

#include <string.h>

static unsigned function_types_in(CXType type)
{
    for (type = clang_getCanonicalType(type);;) {
        switch (type.kind) {
        case CXType_Pointer:
            type = clang_getCanonicalType(clang_getPointeeType(type));
            break;
        case CXType_ConstantArray:
        case CXType_IncompleteArray:
        case CXType_VariableArray:
            type = clang_getCanonicalType(clang_getArrayElementType(type));
            break;
        case CXType_FunctionProto:
        case CXType_FunctionNoProto:
            return 1 + function_types_in(clang_getResultType(type));
        default:
            return 0;
        }
    }
}

static void check_mark_of(struct ac_front *front, CXCursor declaration, CXType type)
{
    struct ac_range name = {ac_location_offset(clang_getCursorLocation(declaration)), 0};
    unsigned functions = function_types_in(type);
    name.end = name.begin + strlen(ac_cursor_name(front, declaration));
    if (functions == 1 || !ac_has_annotation(declaration, "asyncc:async")) {
        return;
    }
    if (functions == 0) {
        ac_error_at(front, name, AC_RULE_MISPLACED_ASYNC,
                    "ASYNC marks functions and pointers to functions, and '%s' is neither",
                    ac_cursor_name(front, declaration));
    } else {
        ac_error_at(front, name, AC_RULE_MISPLACED_ASYNC,
                    "ASYNC could mean either of two function types here: use a typedef for the one that is meant");
    }
}

static enum CXChildVisitResult check_mark_below(CXCursor cursor, CXCursor parent, CXClientData data)
{
    if (clang_getCursorKind(cursor) == CXCursor_FieldDecl) {
        check_mark_of(data, cursor, clang_getCursorType(cursor));
    }
    return ac_is_shown_again(cursor, parent) ? CXChildVisit_Continue : CXChildVisit_Recurse;
}

void ac_check_mark(struct ac_front *front, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_VarDecl:
        check_mark_of(front, cursor, clang_getCursorType(cursor));
        break;
    case CXCursor_TypedefDecl:
        check_mark_of(front, cursor, clang_getTypedefDeclUnderlyingType(cursor));
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        clang_visitChildren(cursor, check_mark_below, front);
        break;
    default:
        break;
    }
}
