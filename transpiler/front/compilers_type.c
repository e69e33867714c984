/* compilers_type.c - values whose type compilers do not agree about.
 *
 *   - To GCC a bit-field with more bits than an int has a type of its own with just so many, and arithmetic wraps
 * there.
 *   - The values of b++, ({ b; }) and __real__ b are promoted by GCC and not by Clang.
 *   - A number that no long can hold, as 18446744073709551615, is an __int128 to GCC, and unsigned to Clang.
 *   - Vectors of 64 bits, compared, are vectors of long to GCC, of long long to Clang; of char: signed char, char.
 *
 * So the compiler that builds the output is asked, by a sample, an expression of that type:
 *
 *     s.wide + AWAIT(f())      keeps s.wide in a      __typeof__(((struct { unsigned long b : 40; } *)0)->b + 0)
 *
 * and so are variables of that type: `__auto_type x = s.wide + 0`, `__typeof__(s.wide + 0) x`. */
#include "expr.h"

#include <ctype.h>
#include <string.h>

enum { INT_BITS = 32 };

struct search {
    struct ac_front *front;
    bool found;
};

static CXType declared_type(CXCursor field)
{
    CXType type = clang_getUnqualifiedType(clang_getCanonicalType(clang_getCursorType(field)));
    bool is_enum = type.kind == CXType_Enum; /* which may have no name */
    return is_enum ? clang_getEnumDeclIntegerType(clang_getTypeDeclaration(type)) : type;
}

/* How `suffix` of such a bit-field is written where no object is at hand. */
static const char *sample_of_member(struct ac_front *front, CXCursor member, const char *suffix)
{
    CXCursor field = clang_getCursorReferenced(member);
    return ac_format(front->arena, "((struct { %s b : %d; } *)0)->b%s",
                     ac_take_string(front, clang_getTypeSpelling(declared_type(field))),
                     clang_getFieldDeclBitWidth(field), suffix);
}

static bool is_bit_field(CXCursor cursor)
{
    return clang_getCursorKind(cursor) == CXCursor_MemberRefExpr &&
           clang_Cursor_isBitField(clang_getCursorReferenced(cursor));
}

/* Then it has a type of its own to GCC. */
static bool has_fewer_bits(CXCursor member)
{
    CXCursor field = clang_getCursorReferenced(member);
    return clang_getFieldDeclBitWidth(field) < 8 * clang_Type_getSizeOf(clang_getCursorType(field));
}

/* Then it is not promoted to int. */
static bool is_wide(CXCursor member)
{
    return clang_getFieldDeclBitWidth(clang_getCursorReferenced(member)) > INT_BITS && has_fewer_bits(member);
}

void ac_refuse_sample(struct ac_front *front, struct ac_range range)
{
    ac_error_at(front, range, AC_RULE_UNNAMED_TYPE,
                "this goes by a type that GCC and Clang do not agree about: name the type");
}

static enum CXChildVisitResult check_type(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct ac_front *front = data;
    bool is_init = clang_getCursorKind(parent) == CXCursor_VarDecl &&
                   clang_equalCursors(cursor, clang_Cursor_getVarDeclInitializer(parent));
    bool is_number = clang_getCursorKind(cursor) == CXCursor_UnaryExpr; /* sizeof */
    if (ac_is_shown_again(cursor, parent) || is_init || is_number ||
        clang_getCursorKind(cursor) == CXCursor_CompoundStmt) {
        return CXChildVisit_Continue;
    }
    if (is_bit_field(cursor) && is_wide(cursor)) {
        ac_refuse_sample(front, ac_place(front, cursor).range);
        return CXChildVisit_Break;
    }
    return CXChildVisit_Recurse;
}

void ac_check_samples(struct ac_front *front, CXCursor declaration)
{
    if (clang_getCursorKind(declaration) != CXCursor_FunctionDecl || ac_is_async_function(declaration)) {
        clang_visitChildren(declaration, check_type, front);
    }
}

/* The last statement that is not empty. */
static CXCursor last_of_block(struct ac_front *front, CXCursor block)
{
    struct ac_cursors kids = ac_children(front, block);
    while (kids.count > 1 && clang_getCursorKind(kids.items[kids.count - 1]) == CXCursor_NullStmt) {
        kids.count--;
    }
    return kids.count ? kids.items[kids.count - 1] : clang_getNullCursor();
}

/* The operand of which an operator gives the value, converted to nothing; else null. */
static CXCursor operand_given(struct ac_front *front, CXCursor operator)
{
    switch (clang_getCursorKind(operator)) {
    case CXCursor_CompoundAssignOperator:
        return ac_first_child(front, operator);
    case CXCursor_BinaryOperator:
        switch (clang_getCursorBinaryOperatorKind(operator)) {
        case CXBinaryOperator_Assign:
            return ac_first_child(front, operator);
        case CXBinaryOperator_Comma:
            return ac_last_child(front, operator);
        default:
            return clang_getNullCursor();
        }
    case CXCursor_UnaryOperator:
        switch (clang_getCursorUnaryOperatorKind(operator)) {
        case CXUnaryOperator_PreInc:
        case CXUnaryOperator_PreDec:
        case CXUnaryOperator_PostInc:
        case CXUnaryOperator_PostDec:
        case CXUnaryOperator_Real:
        case CXUnaryOperator_Imag:
        case CXUnaryOperator_Extension:
            return ac_first_child(front, operator);
        default:
            return clang_getNullCursor();
        }
    default:
        return clang_getNullCursor();
    }
}

/* The same of all else that gives the value of something in it. */
static CXCursor value_given(struct ac_front *front, CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_CompoundStmt:
        return last_of_block(front, cursor);
    case CXCursor_StmtExpr:
    case CXCursor_LabelStmt:
    case CXCursor_ParenExpr:
        return ac_last_child(front, cursor);
    case CXCursor_GenericSelectionExpr:
        return ac_selected_association(front, cursor);
    case CXCursor_UnexposedExpr:
        return ac_unexposed_value(front, cursor);
    default:
        return operand_given(front, cursor);
    }
}

/* The bit-field whose value, or what it was set to, an expression or a block gives; else what it is that gives it. */
static CXCursor value_of(struct ac_front *front, CXCursor cursor)
{
    CXCursor given = cursor;
    while (!clang_Cursor_isNull(given)) {
        cursor = given;
        given = value_given(front, cursor);
    }
    return cursor;
}

/* ({ s.bits; }) and __real__ s.bits are promoted by GCC as s.bits is; to Clang they have the declared type. */
static const char *sample_of_copy(struct ac_front *front, CXCursor member)
{
    CXType type = declared_type(clang_getCursorReferenced(member));
    if (type.kind == CXType_Int || clang_Type_getSizeOf(type) < INT_BITS / 8) {
        return NULL; /* an int in any case */
    }
    return ac_format(front->arena, "ASYNC__TYPE_TO_EACH(%s, %s)", ac_take_string(front, clang_getTypeSpelling(type)),
                     sample_of_member(front, member, ""));
}

static const char *sample_of_unary(struct ac_front *front, CXCursor cursor, const struct ac_expr *expr)
{
    const char *sample = expr->kids[0]->type->sample;
    CXCursor operand;
    switch (clang_getCursorUnaryOperatorKind(cursor)) {
    case CXUnaryOperator_PostInc:
    case CXUnaryOperator_PostDec:
        operand = value_of(front, ac_first_child(front, cursor));
        return is_bit_field(operand) ? sample_of_member(front, operand, "++") : sample;
    case CXUnaryOperator_Real:
    case CXUnaryOperator_Imag:
        operand = value_of(front, ac_first_child(front, cursor));
        return is_bit_field(operand) ? sample_of_copy(front, operand) : sample;
    case CXUnaryOperator_AddrOf:
        if (sample) {
            ac_refuse_sample(front, expr->range);
        }
        return NULL;
    case CXUnaryOperator_LNot:
        return NULL;
    default:
        return sample;
    }
}

static bool is_vector(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind == CXType_Vector || kind == CXType_ExtVector;
}

/* By no name that may be hidden, or known inside of the function only. */
static const char *sample_of_vector(struct ac_front *front, CXType type)
{
    CXType plain = clang_getUnqualifiedType(clang_getCanonicalType(type));
    return ac_format(front->arena, "(%s){0}", ac_take_string(front, clang_getTypeSpelling(plain)));
}

/* Of such elements: of other sizes there is one type for the answers. */
static bool is_odd_comparison(CXCursor cursor)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
    if (clang_getCursorKind(cursor) != CXCursor_BinaryOperator || !is_vector(type)) {
        return false;
    }
    long long size = clang_Type_getSizeOf(clang_getElementType(type));
    return ac_is_comparison(clang_getCursorBinaryOperatorKind(cursor)) &&
           (size == sizeof(char) || size == sizeof(long));
}

/* Something of the type of an operand, which Clang may have converted to what is the common type for Clang. */
static const char *sample_of_operand(struct ac_front *front, CXCursor cursor, const struct ac_expr *operand)
{
    const struct ac_type *type = ac_type(front, clang_getCursorType(ac_strip(front, cursor)));
    if (operand->type && operand->type->sample) {
        return operand->type->sample;
    }
    if (is_vector(clang_getCursorType(cursor))) {
        return sample_of_vector(front, clang_getCursorType(cursor));
    }
    return type->is_scalar && !type->is_unnameable ? ac_format(front->arena, "(%s)0", type->spelling) : NULL;
}

/* Something of the type that both operands are converted to: two kids of the expression, the last children. */
static const char *sample_of_two(struct ac_front *front, CXCursor cursor, const struct ac_expr *expr, size_t left)
{
    const struct ac_type *types[] = {expr->kids[left]->type, expr->kids[left + 1]->type};
    if (!types[0] || !types[1] || !(types[0]->sample || types[1]->sample)) {
        return NULL;
    }
    struct ac_cursors kids = ac_children(front, cursor);
    const char *first = sample_of_operand(front, kids.items[kids.count - 2], expr->kids[left]);
    const char *second = sample_of_operand(front, kids.items[kids.count - 1], expr->kids[left + 1]);
    return first && second ? ac_format(front->arena, "(%s + %s)", first, second) : NULL;
}

static const char *sample_of_comparison(struct ac_front *front, CXCursor cursor)
{
    const char *operand = sample_of_vector(front, clang_getCursorType(ac_first_child(front, cursor)));
    return is_odd_comparison(cursor) ? ac_format(front->arena, "(%s == %s)", operand, operand) : NULL;
}

static const char *sample_of_binary(struct ac_front *front, CXCursor cursor, const struct ac_expr *expr)
{
    switch (clang_getCursorBinaryOperatorKind(cursor)) {
    case CXBinaryOperator_Shl:
    case CXBinaryOperator_Shr:
        return expr->kids[0]->type->sample;
    case CXBinaryOperator_Mul:
    case CXBinaryOperator_Div:
    case CXBinaryOperator_Rem:
    case CXBinaryOperator_Add:
    case CXBinaryOperator_Sub:
    case CXBinaryOperator_And:
    case CXBinaryOperator_Xor:
    case CXBinaryOperator_Or:
        return sample_of_two(front, cursor, expr, 0);
    default:
        return sample_of_comparison(front, cursor);
    }
}

static const char *sample_of_subscript(struct ac_front *front, const struct ac_expr *expr)
{
    const char *vector = expr->kids[0]->type ? expr->kids[0]->type->sample : NULL;
    return vector ? ac_format(front->arena, "(%s)[0]", vector) : NULL;
}

bool ac_may_have_sample(const struct ac_type *type)
{
    return !type->is_pointer && !type->is_array && !type->is_record;
}

/* (__typeof__(s.wide + 0))x: the last kid is what is converted. */
static const char *sample_of_cast(const struct ac_expr *expr)
{
    const struct ac_expr *first = expr->kid_count > 1 ? expr->kids[0] : NULL;
    return first && ac_may_have_sample(expr->type) ? ac_sample_of_type_operand(first) : NULL;
}

/* Of ({ c ? s.wide : 1; }), as the value is computed. */
static const char *sample_of_last(const struct ac_stmt *stmt)
{
    while ((stmt->kind == AC_STMT_COMPOUND || stmt->kind == AC_STMT_LABEL) && stmt->kid_count) {
        stmt = stmt->kids[stmt->kid_count - 1];
    }
    return stmt->kind == AC_STMT_EXPR && stmt->expr->type ? stmt->expr->type->sample : NULL;
}

static const char *sample_of_body(struct ac_front *front, CXCursor cursor, const struct ac_stmt *body)
{
    CXCursor member = value_of(front, cursor);
    return is_bit_field(member) ? sample_of_copy(front, member) : sample_of_last(body);
}

/* 9223372036854775808 or more, in decimal and without a suffix. */
static bool is_large_number(struct ac_front *front, CXCursor cursor)
{
    size_t left, at = 0;
    const char *text;
    if (clang_getCursorKind(cursor) != CXCursor_IntegerLiteral ||
        clang_getCursorType(cursor).kind != CXType_ULongLong) {
        return false;
    }
    text = ac_first_word(front, cursor, &left);
    while (at < left && (isdigit((unsigned char)text[at]) || text[at] == '\'')) {
        at++;
    }
    return left && *text != '0' && (at == left || !strchr("uUlLxX", text[at]));
}

static enum CXChildVisitResult find_differing(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct search *search = data;
    bool is_name = clang_getCursorKind(cursor) == CXCursor_DeclRefExpr;
    CXCursor declaration = is_name ? clang_getCursorReferenced(cursor) : clang_getNullCursor();
    struct ac_local *local = is_name && search->front->function ? ac_find_local(search->front, declaration) : NULL;
    search->found = (is_bit_field(cursor) && is_wide(cursor)) || (local && local->type->sample) ||
                    is_large_number(search->front, cursor) || is_odd_comparison(cursor);
    return search->found                       ? CXChildVisit_Break
           : ac_is_shown_again(cursor, parent) ? CXChildVisit_Continue
                                               : CXChildVisit_Recurse;
}

bool ac_is_of_few_bits(struct ac_front *front, CXCursor cursor)
{
    CXCursor member = value_of(front, cursor);
    return is_bit_field(member) && has_fewer_bits(member) && !is_wide(member);
}

bool ac_may_differ(struct ac_front *front, CXCursor cursor)
{
    struct search search = {front, false};
    if (ac_is_of_few_bits(front, cursor)) {
        return true;
    }
    find_differing(cursor, clang_getNullCursor(), &search);
    if (!search.found) {
        clang_visitChildren(cursor, find_differing, &search);
    }
    return search.found;
}

static const char *sample_of(struct ac_front *front, CXCursor cursor, const struct ac_expr *expr)
{
    switch (expr->kind) {
    case AC_EXPR_LOCAL:
        return expr->local->type->sample;
    case AC_EXPR_CONSTANT:
        return is_large_number(front, cursor) ? "ASYNC__TYPE_TO_EACH(unsigned long long, (__int128)0)" : NULL;
    case AC_EXPR_MEMBER:
        return is_bit_field(cursor) && is_wide(cursor) ? sample_of_member(front, cursor, "") : NULL;
    case AC_EXPR_CAST:
        return sample_of_cast(expr);
    case AC_EXPR_PAREN:
    case AC_EXPR_GENERIC:
    case AC_EXPR_ASSIGN:
    case AC_EXPR_COMPOUND_ASSIGN:
        return expr->kids[0]->type ? expr->kids[0]->type->sample : NULL;
    case AC_EXPR_SUBSCRIPT:
        return sample_of_subscript(front, expr);
    case AC_EXPR_UNARY:
        return sample_of_unary(front, cursor, expr);
    case AC_EXPR_BINARY:
        return sample_of_binary(front, cursor, expr);
    case AC_EXPR_COMMA:
        return expr->kids[1]->type ? expr->kids[1]->type->sample : NULL;
    case AC_EXPR_ELVIS:
        return sample_of_two(front, cursor, expr, 0);
    case AC_EXPR_CONDITIONAL:
        return sample_of_two(front, cursor, expr, 1);
    case AC_EXPR_STMT_EXPR:
        return sample_of_body(front, cursor, expr->body);
    default:
        return NULL;
    }
}

const char *ac_sample_of_type_operand(const struct ac_expr *operand)
{
    const struct ac_expr *expr = operand->kind == AC_EXPR_UNEVALUATED && operand->kid_count ? operand->kids[0] : NULL;
    return expr && expr->type ? expr->type->sample : NULL;
}

static const struct ac_type *with_sample(struct ac_front *front, const struct ac_type *plain, const char *sample)
{
    struct ac_type *type = ac_new(front->arena, struct ac_type);
    *type = *plain;
    type->sample = sample;
    type->spelling = ac_format(front->arena, "__typeof__(%s + 0)", sample);
    type->before = ac_format(front->arena, "%s ", type->spelling);
    type->after = "";
    return type;
}

void ac_declare_as_sample(struct ac_front *front, struct ac_local *local, const char *sample)
{
    local->type = with_sample(front, local->type, sample);
}

void ac_use_compilers_type(struct ac_front *front, CXCursor cursor, struct ac_expr *expr)
{
    bool is_own = clang_getCursorKind(cursor) != CXCursor_UnexposedExpr || expr->kind == AC_EXPR_ELVIS ||
                  expr->kind == AC_EXPR_GENERIC;
    const char *sample =
        is_own ? sample_of(front, cursor, expr) : NULL; /* a conversion has that of the operand already */
    if (sample) {
        expr->type = with_sample(front, expr->type, sample);
    }
}
