/* expr.c - copies expressions into the IR: the choice by kind, names and the forms without operators. The others:
 * operator.c, call.c, generic.c, await.c (markers).
 *
 * Implicit conversions are no nodes of their own: they become the type of what they convert. */
#include "expr.h"

#include "../ir_walk.h"

#include <string.h>

struct ac_expr *ac_build_value(struct ac_front *front, CXCursor cursor)
{
    return ac_build_expr(front, cursor, AC_USE_VALUE);
}

struct ac_expr *ac_new_expr(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind)
{
    struct ac_expr *expr = ac_new(front->arena, struct ac_expr);
    struct ac_place_of place = ac_place(front, cursor);
    expr->kind = kind;
    expr->range = place.range;
    expr->in_macro = place.in_macro || !place.in_main;
    expr->is_torn = place.is_torn;
    if (!place.in_main && front->function && kind != AC_EXPR_CONSTANT) {
        ac_need_text(front, cursor, true);
    }
    expr->type = ac_is_pointer(cursor) ? ac_parameter_type(front, clang_getCursorType(cursor))
                                       : ac_type(front, clang_getCursorType(cursor));
    return expr;
}

void ac_set_kids(struct ac_front *front, struct ac_expr *expr, size_t count)
{
    expr->kids = ac_alloc(front->arena, (count + 1) * sizeof *expr->kids);
    expr->kid_count = 0;
}

void ac_add_kid(struct ac_expr *expr, struct ac_expr *kid)
{
    expr->kids[expr->kid_count++] = kid;
    expr->has_await |= kid->has_await;
    expr->has_effect |= kid->has_effect;
}

static bool note_read(void *data, struct ac_expr *expr)
{
    (void)data;
    expr->access |= expr->kind == AC_EXPR_LOCAL ? AC_ACCESS_READ : 0;
    return true;
}

/* Out of a macro it may as well be the size of an array, which reads what it names; so does typeof(*(int (*)[n])p). */
struct ac_expr *ac_build_type_operand(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_UNEVALUATED);
    CXType type = clang_getCursorType(cursor);
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    bool is_number = (kind >= CXType_Bool && kind <= CXType_Int128) || kind == CXType_Enum;
    ac_set_kids(front, expr, 1);
    ac_add_kid(expr, ac_build_unevaluated(front, cursor));
    if ((is_number && ac_place(front, cursor).in_macro) || ac_type(front, type)->is_variably_modified) {
        ac_walk_expr(&(struct ac_walker){.expr = note_read}, expr->kids[0]);
    }
    return expr;
}

/* With a marker somewhere inside, the whole operand becomes its type. */
struct ac_expr *ac_build_unevaluated(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr;
    if (ac_contains_marker(front, cursor)) {
        return ac_build_type_of_marker(front, cursor);
    }
    front->unevaluated++;
    expr = ac_build_expr(front, cursor, AC_USE_NOTHING);
    front->unevaluated--;
    expr->has_await = expr->has_effect = false;
    return expr;
}

/* Of an array in a type: what it says is computed. */
static bool is_size(struct ac_front *front, CXCursor cursor)
{
    return ac_follows_bracket(front->source, ac_place(front, cursor).range.begin) &&
           clang_getCursorKind(cursor) != CXCursor_IntegerLiteral;
}

/* sizeof(rows[AWAIT(get(1))]) of arrays of variable size, sizeof *(int (*)[n])p: C evaluates that operand. */
static bool is_variable_array(CXCursor cursor)
{
    return clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_VariableArray;
}

/* Expressions that are newer than libclang's numbers for them have one among those of statements: they are refused. */
static bool is_part(CXCursor cursor)
{
    return ac_is_expr(cursor) || clang_isStatement(clang_getCursorKind(cursor));
}

void ac_build_kids(struct ac_front *front, struct ac_expr *expr, struct ac_cursors kids, size_t evaluated)
{
    size_t exprs = 0, seen = 0;
    for (size_t i = 0; i < kids.count; i++) {
        exprs += is_part(kids.items[i]);
    }
    ac_set_kids(front, expr, exprs);
    for (size_t i = 0; i < kids.count; i++) {
        if (is_part(kids.items[i])) {
            bool is_evaluated =
                exprs - seen++ <= evaluated || is_size(front, kids.items[i]) || is_variable_array(kids.items[i]);
            ac_add_kid(expr, is_evaluated ? ac_build_value(front, kids.items[i])
                                          : ac_build_type_operand(front, kids.items[i]));
        }
    }
}

struct ac_expr *ac_build_all(struct ac_front *front, CXCursor cursor, enum ac_expr_kind kind, struct ac_cursors kids)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, kind);
    ac_build_kids(front, expr, kids, kids.count);
    return expr;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static unsigned access_of(enum ac_use use)
{
    static const unsigned table[] = {[AC_USE_VALUE] = AC_ACCESS_READ,
                                     [AC_USE_WRITE] = AC_ACCESS_WRITE,
                                     [AC_USE_UPDATE] = AC_ACCESS_READ | AC_ACCESS_WRITE,
                                     [AC_USE_ADDRESS] = AC_ACCESS_ADDRESS,
                                     [AC_USE_NOTHING] = AC_ACCESS_NONE};
    return table[use];
}

static void note_argument(struct ac_front *front, struct ac_expr *expr, CXCursor cursor)
{
    struct ac_argument_use use = {ac_argument_offset(front, cursor), expr->local, cursor.data[1]};
    expr->written_at = use.at;
    if (use.at) {
        AC_PUSH(front->arena, &front->unit->argument_uses, use);
    }
}

static struct ac_expr *build_variable(struct ac_front *front, CXCursor cursor, CXCursor declaration, enum ac_use use)
{
    struct ac_local *local = front->function ? ac_find_local(front, declaration) : NULL;
    struct ac_expr *expr = ac_new_expr(front, cursor, local ? AC_EXPR_LOCAL : AC_EXPR_VARIABLE);
    expr->is_lvalue = true;
    expr->has_effect = ac_is_volatile(clang_getCursorType(cursor)) && !front->unevaluated;
    expr->is_const = ac_is_const(clang_getCursorType(cursor)) && !expr->has_effect;
    expr->local = local;
    expr->access = front->unevaluated ? AC_ACCESS_NONE : access_of(use);
    if (local && (expr->access & AC_ACCESS_ADDRESS)) {
        local->address_taken = true;
    }
    if (local && expr->in_macro) {
        note_argument(front, expr, cursor);
    }
    return expr;
}

static struct ac_expr *build_async_function(struct ac_front *front, CXCursor cursor, CXCursor function)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_ASYNC_FUNCTION);
    struct ac_declaration *declaration = ac_declaration_of(front, function);
    expr->callee = ac_new(front->arena, struct ac_callee);
    expr->callee->name = declaration->name;
    expr->callee->result = declaration->result;
    expr->is_lvalue = front->unevaluated; /* the function itself, as in a typeof, unless it is converted */
    ac_need_declaration(front, declaration);
    return expr;
}

static struct ac_expr *build_function_name(struct ac_front *front, CXCursor cursor, CXCursor function)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_FUNCTION);
    expr->function = ac_cursor_name(front, function);
    expr->returns_twice = ac_has_attribute(front, function, "returns_twice");
    return expr;
}

static struct ac_expr *build_name(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    CXCursor declaration = clang_getCursorReferenced(cursor);
    switch (clang_getCursorKind(declaration)) {
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
        return build_variable(front, cursor, declaration, use);
    case CXCursor_FunctionDecl:
        if (ac_is_async_function(declaration)) {
            return build_async_function(front, cursor, declaration);
        }
        return build_function_name(front, cursor, declaration);
    default:
        return ac_new_expr(front, cursor, AC_EXPR_CONSTANT);
    }
}

/* ---- forms ------------------------------------------------------------------------------------------------------- */

static struct ac_expr *build_init_list(struct ac_front *front, CXCursor cursor)
{
    return ac_build_all(front, cursor, AC_EXPR_INIT_LIST, ac_children(front, cursor));
}

/* An argument for a parameter of a transparent union: Clang makes a compound literal of it that nobody wrote. */
static bool is_unwritten_literal(struct ac_front *front, CXCursor list)
{
    return clang_equalRanges(clang_getCursorExtent(list), clang_getCursorExtent(ac_last_child(front, list)));
}

static struct ac_expr *build_literal(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    CXCursor list = ac_last_child(front, cursor);
    if (is_unwritten_literal(front, list)) {
        return ac_build_expr(front, ac_last_child(front, list), use);
    }
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_LITERAL);
    CXType type = clang_getCursorType(cursor);
    ac_note_mentions_in_front(front, cursor);
    ac_check_conversion(front, list, ac_is_marked_type(type), type);
    ac_set_kids(front, expr, 1);
    ac_add_kid(expr, ac_build_expr(front, list, AC_USE_VALUE));
    expr->is_lvalue = true;
    expr->access = access_of(use);
    return expr;
}

/* ({ x;; }): the value is that of the last statement that is not empty, if any. */
static void drop_trailing_semicolons(struct ac_stmt *body)
{
    while (body->kid_count && body->kids[body->kid_count - 1]->kind == AC_STMT_NULL) {
        body->kid_count--;
    }
}

static struct ac_expr *build_stmt_expr(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_STMT_EXPR);
    expr->body = ac_build_stmt(front, ac_last_child(front, cursor));
    if (!expr->type->is_void) {
        drop_trailing_semicolons(expr->body);
    }
    expr->has_effect = !front->unevaluated;
    return expr;
}

/* __func__ and its like look like the string they stand for. */
static void note_function_name(struct ac_front *front, CXCursor string)
{
    size_t left;
    const char *text = ac_first_word(front, string, &left);
    if (left > 2 && text[0] == '_' && text[1] == '_') {
        front->function->uses_func_name = true;
        if (text[2] == 'P') {
            front->function->pretty_name = ac_take_string(front, clang_getCursorSpelling(string));
        }
    }
}

static struct ac_expr *build_literal_text(struct ac_front *front, CXCursor cursor)
{
    if (clang_getCursorKind(cursor) == CXCursor_StringLiteral && front->function) {
        note_function_name(front, cursor);
    }
    return ac_new_expr(front, cursor, AC_EXPR_CONSTANT);
}

static struct ac_expr *build_label_address(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_CONSTANT);
    expr->op = AC_OP_LABEL_ADDRESS;
    AC_PUSH(front->arena, &front->label_addresses, clang_getCursorReferenced(ac_last_child(front, cursor)));
    return expr;
}

static struct ac_expr *build_paren(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_PAREN);
    ac_set_kids(front, expr, 1);
    ac_add_kid(expr, ac_build_expr(front, ac_children(front, cursor).items[0], use));
    expr->is_lvalue = expr->kids[0]->is_lvalue;
    expr->is_truth = expr->kids[0]->is_truth;
    return expr;
}

static struct ac_expr *build_conditional(struct ac_front *front, CXCursor cursor)
{
    return ac_build_all(front, cursor, AC_EXPR_CONDITIONAL, ac_children(front, cursor));
}

/* Without those that libclang says twice: the sizes of arrays in sizeof. */
static struct ac_cursors each_once(struct ac_cursors kids)
{
    size_t kept = 0;
    for (size_t i = 0; i < kids.count; i++) {
        bool is_new = true;
        for (size_t j = 0; j < kept; j++) {
            is_new &= !clang_equalRanges(clang_getCursorExtent(kids.items[i]), clang_getCursorExtent(kids.items[j]));
        }
        if (is_new) {
            kids.items[kept++] = kids.items[i];
        }
    }
    kids.count = kept;
    return kids;
}

/* sizeof(int[n]) reads n. */
static struct ac_expr *build_sizeof(struct ac_front *front, CXCursor cursor)
{
    struct ac_cursors kids = each_once(ac_children(front, cursor));
    bool is_evaluated = false;
    for (size_t i = 0; i < kids.count; i++) {
        is_evaluated |=
            ac_is_expr(kids.items[i]) && (is_size(front, kids.items[i]) || is_variable_array(kids.items[i]));
    }
    struct ac_expr *expr = ac_new_expr(front, cursor, is_evaluated ? AC_EXPR_FORM : AC_EXPR_UNEVALUATED);
    ac_note_mentions(front, cursor);
    ac_build_kids(front, expr, kids, 0);
    return expr;
}

/* What nobody knows may stand where nothing in it changes: hoist refuses an AWAIT inside. */
struct ac_expr *ac_build_unknown(struct ac_front *front, CXCursor cursor)
{
    ac_note_mentions(front, cursor);
    struct ac_expr *expr = ac_build_all(front, cursor, AC_EXPR_OTHER, ac_children(front, cursor));
    expr->has_effect = true;
    return expr;
}

/* Code that runs at some other time cannot be looked at as a part of this function. */
static struct ac_expr *refuse_unknown(struct ac_front *front, CXCursor cursor)
{
    struct ac_expr *expr = ac_new_expr(front, cursor, AC_EXPR_CONSTANT);
    ac_error_at(front, expr->range, AC_RULE_UNKNOWN_EXPRESSION,
                "asyncc does not know this kind of expression: put it into a function that is not ASYNC");
    return expr;
}

static struct ac_expr *build_by_kind(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    struct ac_marker marker;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_UnexposedExpr:
        return ac_build_unexposed(front, cursor, use);
    case CXCursor_DeclRefExpr:
        return build_name(front, cursor, use);
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_ImaginaryLiteral:
    case CXCursor_StringLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr:
    case CXCursor_GNUNullExpr:
        return build_literal_text(front, cursor);
    case CXCursor_ParenExpr:
        return ac_is_marker(front, cursor, &marker) ? ac_build_marker(front, cursor, &marker)
                                                    : build_paren(front, cursor, use);
    case CXCursor_CallExpr:
        return ac_build_call(front, cursor);
    case CXCursor_UnaryOperator:
        return ac_build_unary(front, cursor, use);
    case CXCursor_BinaryOperator:
        return ac_build_binary(front, cursor, use);
    case CXCursor_CompoundAssignOperator:
        return ac_build_assignment(front, cursor, AC_EXPR_COMPOUND_ASSIGN);
    case CXCursor_ConditionalOperator:
        return build_conditional(front, cursor);
    case CXCursor_MemberRefExpr:
        return ac_build_member(front, cursor, use);
    case CXCursor_ArraySubscriptExpr:
        return ac_build_subscript(front, cursor, use);
    case CXCursor_CStyleCastExpr:
        return ac_build_cast(front, cursor);
    case CXCursor_CompoundLiteralExpr:
        return build_literal(front, cursor, use);
    case CXCursor_InitListExpr:
        return build_init_list(front, cursor);
    case CXCursor_StmtExpr:
        return build_stmt_expr(front, cursor);
    case CXCursor_GenericSelectionExpr:
        return ac_build_generic(front, cursor, use);
    case CXCursor_UnaryExpr:
        return build_sizeof(front, cursor);
    case CXCursor_AddrLabelExpr:
        return build_label_address(front, cursor);
    default:
        return refuse_unknown(front, cursor);
    }
}

/* What is known of its own: va_start(), implicit conversions and the forms of unexposed.c. */
static bool is_looked_into(CXCursor cursor)
{
    return clang_getCursorKind(cursor) == CXCursor_UnexposedExpr || ac_cursor_is_named(cursor, "__builtin_va_start") ||
           ac_cursor_is_named(cursor, "__builtin_va_end");
}

struct ac_expr *ac_build_expr(struct ac_front *front, CXCursor cursor, enum ac_use use)
{
    bool is_macro =
        (ac_is_of_compilers_macro(front, cursor) && !is_looked_into(cursor)) || ac_is_of_awaiting_helper(front, cursor);
    struct ac_expr *expr = is_macro ? ac_build_compilers_macro(front, cursor, true) : build_by_kind(front, cursor, use);
    ac_use_compilers_type(front, cursor, expr);
    return expr;
}
