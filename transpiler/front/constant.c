/* constant.c - const locals with the same value in each activation: `const int limit = 60 * 60;`, a table of numbers.
 *
 * Nobody can tell whether such a local is one object per activation or one for all, unless its address is compared. So
 * it need not be kept in a frame: it becomes static, and compilers see its value as they did. */
#include "front.h"

static bool is_constant(struct ac_front *front, CXCursor cursor);

static bool all_kids_are(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (!kids.count && clang_getCursorKind(cursor) != CXCursor_InitListExpr) {
        return false; /* a form that libclang does not look into */
    }
    for (size_t i = 0; i < kids.count; i++) {
        if (ac_is_expr(kids.items[i]) && !is_constant(front, kids.items[i])) {
            return false;
        }
    }
    return true;
}

/* libclang folds more than C calls constant, but not what overflows or divides by zero. */
static bool is_number(CXCursor cursor)
{
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    CXEvalResultKind kind = result ? clang_EvalResult_getKind(result) : CXEval_UnExposed;
    clang_EvalResult_dispose(result);
    return kind == CXEval_Int || kind == CXEval_Float;
}

static bool is_constant(struct ac_front *front, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_StringLiteral:
        return true;
    case CXCursor_UnaryExpr: /* sizeof, alignof */
        return is_number(cursor);
    case CXCursor_DeclRefExpr:
        return clang_getCursorKind(clang_getCursorReferenced(cursor)) == CXCursor_EnumConstantDecl;
    case CXCursor_UnaryOperator:
        return clang_getCursorUnaryOperatorKind(cursor) != CXUnaryOperator_AddrOf && is_number(cursor) &&
               all_kids_are(front, cursor);
    case CXCursor_BinaryOperator:
        return clang_getCursorBinaryOperatorKind(cursor) != CXBinaryOperator_Comma && is_number(cursor) &&
               all_kids_are(front, cursor);
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
    case CXCursor_CStyleCastExpr:
    case CXCursor_InitListExpr:
        return all_kids_are(front, cursor);
    default:
        return false;
    }
}

static bool has_attribute(struct ac_front *front, CXCursor declaration)
{
    struct ac_cursors kids = ac_children(front, declaration);
    for (size_t i = 0; i < kids.count; i++) {
        if (clang_isAttribute(clang_getCursorKind(kids.items[i]))) {
            return true;
        }
    }
    return false;
}

bool ac_is_constant_object(struct ac_front *front, CXCursor declaration, CXCursor init)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(declaration)); /* it has what qualifies its elements */
    return clang_isConstQualifiedType(type) && !clang_isVolatileQualifiedType(type) &&
           clang_Cursor_getStorageClass(declaration) == CX_SC_None && !has_attribute(front, declaration) &&
           clang_Type_getSizeOf(type) >= 0 && is_constant(front, init);
}
