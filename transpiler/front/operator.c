/* operator.c - copies operators into the IR: what they do to what they stand before, after or between. */
#include "expr.h"

/* Part of an object is used: what remains of it stays. */
static enum ac_use use_of_whole(enum ac_use use)
{
    return use == AC_USE_WRITE ? AC_USE_UPDATE : use;
}

static bool is_wrapping(enum CXCursorKind kind)
{
    return kind == CXCursor_UnexposedExpr || kind == CXCursor_ParenExpr;
}

/* An integer as it stands there, or its negative. */
static bool is_literal(struct ac_front *front, CXCursor cursor)
{
    while (is_wrapping(clang_getCursorKind(cursor)) || clang_getCursorKind(cursor) == CXCursor_UnaryOperator) {
        cursor = ac_last_child(front, cursor);
    }
    return clang_getCursorKind(cursor) == CXCursor_IntegerLiteral;
}

static unsigned long long value_of(CXCursor literal)
{
    CXEvalResult result = clang_Cursor_Evaluate(literal);
    unsigned long long value = result ? clang_EvalResult_getAsUnsigned(result) : 1;
    clang_EvalResult_dispose(result);
    return value;
}

/* Whether `masked` is x & mask or x | mask, which never is `other`, whatever x may be. */
static bool is_never(struct ac_front *front, CXCursor masked, CXCursor other)
{
    while (is_wrapping(clang_getCursorKind(masked))) {
        masked = ac_last_child(front, masked);
    }
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(masked);
    if ((kind != CXBinaryOperator_And && kind != CXBinaryOperator_Or) || !is_literal(front, other)) {
        return false;
    }
    struct ac_cursors operands = ac_children(front, masked);
    for (unsigned i = 0; i < 2; i++) {
        if (is_literal(front, operands.items[i])) {
            unsigned long long mask = value_of(operands.items[i]), value = value_of(other);
            return kind == CXBinaryOperator_And ? value & ~mask : mask & ~value;
        }
    }
    return false;
}

static bool may_fold(struct ac_front *front, enum CXBinaryOperatorKind kind, struct ac_cursors operands)
{
    CXCursor left = operands.items[0], right = operands.items[1];
    switch (kind) {
    case CXBinaryOperator_And:
        return (is_literal(front, left) && !value_of(left)) || (is_literal(front, right) && !value_of(right));
    case CXBinaryOperator_Or:
    case CXBinaryOperator_Xor:
        return is_literal(front, left) || is_literal(front, right);
    case CXBinaryOperator_EQ:
    case CXBinaryOperator_NE:
        return is_never(front, left, right) || is_never(front, right, left);
    default:
        return false;
    }
}

struct ac_expr *ac_build_unary(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    enum CXUnaryOperatorKind kind = clang_getCursorUnaryOperatorKind(cursor);
    bool is_extension = kind == CXUnaryOperator_Extension; /* means what its operand means */
    struct ac_expr *expr = ac_new_expr(front, cursor, is_extension ? AC_EXPR_PAREN : AC_EXPR_UNARY);
    enum ac_use kid_use = AC_USE_VALUE;
    switch (kind) {
    case CXUnaryOperator_AddrOf:
        expr->op = AC_OP_ADDRESS;
        kid_use = AC_USE_ADDRESS;
        break;
    case CXUnaryOperator_Deref:
        expr->op = AC_OP_DEREFERENCE;
        expr->is_lvalue = true;
        break;
    case CXUnaryOperator_PostInc:
    case CXUnaryOperator_PostDec:
    case CXUnaryOperator_PreInc:
    case CXUnaryOperator_PreDec:
        expr->op = AC_OP_INCREMENT;
        expr->has_effect = !front->unevaluated;
        kid_use = AC_USE_UPDATE;
        break;
    case CXUnaryOperator_Real:
    case CXUnaryOperator_Imag:
        expr->is_lvalue = true;
        /* GCC tells the halves of a local apart: to save it while one is not set yet would draw a warning. */
        kid_use = use == AC_USE_WRITE ? AC_USE_ADDRESS : use;
        break;
    case CXUnaryOperator_Extension:
        kid_use = use;
        break;
    default:
        break;
    }
    expr->is_truth = kind == CXUnaryOperator_LNot && expr->type->is_scalar;
    expr->may_fold = kind == CXUnaryOperator_Not;
    ac_set_kids(front, expr, 1);
    ac_add_kid(
        expr, ac_build_expr(front, ac_children(front, cursor).items[0], front->unevaluated ? AC_USE_NOTHING : kid_use));
    expr->is_lvalue |= is_extension && expr->kids[0]->is_lvalue;
    if (ac_is_volatile(clang_getCursorType(cursor)) && expr->is_lvalue && !front->unevaluated) {
        expr->has_effect = true;
    }
    return expr;
}

/* Whether 0 and 1 are the same value there, which promotes to int. */
static bool holds_truth(CXCursor object)
{
    switch (clang_getCanonicalType(clang_getCursorType(object)).kind) {
    case CXType_Bool:
    case CXType_Char_S:
    case CXType_Char_U:
    case CXType_SChar:
    case CXType_UChar:
    case CXType_Short:
    case CXType_UShort:
    case CXType_Int:
        return !clang_Cursor_isBitField(clang_getCursorReferenced(object));
    default:
        return false;
    }
}

struct ac_expr *ac_build_assignment(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, kind);
    struct ac_cursors kids = ac_children(front, cursor);
    CXType wanted = clang_getCursorType(kids.items[0]);
    if (kind == AC_EXPR_ASSIGN) {
        ac_check_conversion(front, kids.items[1], ac_is_marked(front, kids.items[0]), wanted);
    }
    ac_set_kids(front, expr, 2);
    ac_add_kid(expr, ac_build_expr(front, kids.items[0], kind == AC_EXPR_ASSIGN ? AC_USE_WRITE : AC_USE_UPDATE));
    ac_add_kid(expr, ac_build_value(front, kids.items[1]));
    expr->has_effect = !front->unevaluated;
    expr->is_truth = kind == AC_EXPR_ASSIGN && expr->kids[1]->is_truth && holds_truth(kids.items[0]);
    return expr;
}

bool ac_is_comparison(enum CXBinaryOperatorKind kind)
{
    switch (kind) {
    case CXBinaryOperator_LT:
    case CXBinaryOperator_GT:
    case CXBinaryOperator_LE:
    case CXBinaryOperator_GE:
    case CXBinaryOperator_EQ:
    case CXBinaryOperator_NE:
        return true;
    default:
        return false;
    }
}

static bool is_signed_integer(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind >= CXType_Char_S && kind <= CXType_Int128 && kind != CXType_WChar;
}

static bool is_unsigned_integer(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind >= CXType_UChar && kind <= CXType_UInt128;
}

/* To GCC a bit-field may have another sign than to Clang. */
static bool has_sample(const struct ac_expr *expr)
{
    return expr->type && expr->type->sample;
}

static void note_mixed_signs(struct ac_front *front, struct ac_expr *comparison, struct ac_cursors operands)
{
    if (has_sample(comparison->kids[0]) || has_sample(comparison->kids[1])) {
        return;
    }
    for (unsigned i = 0; i < 2; i++) {
        CXCursor converted = operands.items[i];
        CXType as = clang_getCursorType(converted);
        if (clang_getCursorKind(converted) == CXCursor_UnexposedExpr && is_unsigned_integer(as) &&
            is_signed_integer(clang_getCursorType(ac_last_child(front, converted)))) {
            comparison->compared_as = ac_type(front, as);
            comparison->signed_operand = i;
        }
    }
}

struct ac_expr *ac_build_binary(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    static const struct {
        enum CXBinaryOperatorKind from;
        enum ac_expr_kind to;
    } kinds[] = {{CXBinaryOperator_LAnd, AC_EXPR_AND},
                 {CXBinaryOperator_LOr, AC_EXPR_OR},
                 {CXBinaryOperator_Comma, AC_EXPR_COMMA}};
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
    struct ac_cursors kids = ac_children(front, cursor);
    struct ac_expr *expr;
    if (kind == CXBinaryOperator_Assign) {
        return ac_build_assignment(front, cursor, AC_EXPR_ASSIGN);
    }
    expr = ac_new_expr(front, cursor, AC_EXPR_BINARY);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].from == kind) {
            expr->kind = kinds[i].to;
        }
    }
    expr->op = kind == CXBinaryOperator_Or ? AC_OP_BIT_OR : AC_OP_OTHER;
    expr->is_truth = expr->kind == AC_EXPR_AND || expr->kind == AC_EXPR_OR || ac_is_comparison(kind);
    expr->is_truth &= expr->type->is_scalar; /* not where it compares vectors */
    ac_set_kids(front, expr, 2);
    ac_add_kid(expr, ac_build_value(front, kids.items[0]));
    ac_add_kid(expr, ac_build_expr(front, kids.items[1], expr->kind == AC_EXPR_COMMA ? use : AC_USE_VALUE));
    if (expr->kind == AC_EXPR_COMMA) {
        ac_note_dropped(expr->kids[0]);
    }
    expr->may_fold = may_fold(front, kind, kids);
    if (ac_is_comparison(kind)) {
        note_mixed_signs(front, expr, kids);
    }
    return expr;
}

struct ac_expr *ac_build_member(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_MEMBER);
    expr->is_bit_field = clang_Cursor_isBitField(clang_getCursorReferenced(cursor));
    struct ac_cursors kids = ac_children(front, cursor);
    bool arrow = kids.count && ac_is_pointer(kids.items[0]);
    expr->op = arrow ? AC_OP_DEREFERENCE : AC_OP_OTHER;
    ac_set_kids(front, expr, 1);
    if (kids.count) {
        ac_add_kid(expr, ac_build_expr(front, kids.items[0], arrow ? AC_USE_VALUE : use_of_whole(use)));
        expr->is_lvalue = arrow || expr->kids[0]->is_lvalue;
    }
    if (ac_is_volatile(clang_getCursorType(cursor)) && !front->unevaluated) {
        expr->has_effect = true;
    }
    return expr;
}

/* The array under the implicit conversion to a pointer: indexing it takes no address. */
static struct ac_expr *build_subscript_part(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_cursors kids = ac_children(front, cursor);
    if (ac_is_pointer(cursor) && clang_getCursorKind(cursor) == CXCursor_UnexposedExpr && kids.count == 1 &&
        ac_is_array(kids.items[0])) {
        struct ac_expr *expr = ac_build_expr(front, kids.items[0], use_of_whole(use));
        expr->type = ac_type(front, clang_getCursorType(cursor));
        expr->decays = true;
        expr->op = expr->kind == AC_EXPR_VARIABLE || expr->kind == AC_EXPR_LOCAL ? AC_OP_ADDRESS : expr->op;
        return expr;
    }
    if (clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_Vector) {
        bool is_read = clang_getCursorKind(cursor) == CXCursor_UnexposedExpr && kids.count == 1;
        struct ac_expr *expr = ac_build_expr(front, is_read ? kids.items[0] : cursor, use_of_whole(use));
        expr->op = expr->kind == AC_EXPR_VARIABLE || expr->kind == AC_EXPR_LOCAL ? AC_OP_ADDRESS : expr->op;
        return expr;
    }
    return ac_build_value(front, cursor);
}

struct ac_expr *ac_build_subscript(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_SUBSCRIPT);
    struct ac_cursors kids = ac_children(front, cursor);
    ac_set_kids(front, expr, 2);
    ac_add_kid(expr, build_subscript_part(front, kids.items[0], use));
    ac_add_kid(expr, build_subscript_part(front, kids.items[1], use));
    expr->is_lvalue = true;
    if (ac_is_volatile(clang_getCursorType(cursor)) && !front->unevaluated) {
        expr->has_effect = true;
    }
    return expr;
}

struct ac_expr *ac_build_cast(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_CAST);
    struct ac_cursors kids = ac_children(front, cursor);
    ac_build_kids(front, expr, kids, 1);
    ac_note_mentions_in_front(front, cursor);
    if (expr->type->is_void && expr->kid_count) {
        ac_note_dropped(expr->kids[0]);
    }
    if (kids.count) {
        CXCursor operand = kids.items[kids.count - 1];
        ac_check_conversion(front, operand, ac_is_marked_type(clang_getCursorType(cursor)),
                            clang_getCursorType(cursor));
    }
    return expr;
}
