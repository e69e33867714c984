/* quiet.c - finds what compilers would warn about in the output, though not about what it was made of.
 *
 *     if ((u = s) != AWAIT(f()))          value_1 = (u = s); ... if (value_1 != (unsigned)(await_1))
 *     if (AWAIT(f()) <= 5 | 8)            ASYNC__QUIET, as the answer is known once the call is a temporary
 *     call(&x, x = 1)                     ASYNC__QUIET, as &frame->x looks like a use of frame->x
 *
 * A temporary has a type, but not the range of values that compilers know of an operator's result; and without the
 * effects of its operands an operator may fold into a constant. Warnings that the user could have seen before must
 * stay: so where something was replaced, what people write is plain and left as it is; what computes with truths,
 * constants that decide, commas and the like, of which compilers may now know more or less, is silenced. */
#include "quiet.h"

#include "../ir_walk.h"
#include "nodes.h"

#include <string.h>

/* ---- plain expressions ------------------------------------------------------------------------------------------- */

/* What is done with a value. */
enum role {
    AS_VALUE,   /* it is assigned, passed, or dropped */
    AS_OPERAND, /* it is computed with or compared */
    AS_TRUTH,   /* it is asked whether it is zero */
};

static enum role role_in(const struct ac_type *target)
{
    return target && target->is_bool ? AS_TRUTH : AS_VALUE;
}

/* Of which compilers know, or knew, that it is 0 or 1. */
static bool is_answer(const struct ac_expr *expr)
{
    bool was_answer = expr->kind == AC_EXPR_TEMPORARY && expr->local->is_composite && expr->type->is_bool;
    return expr->is_truth || was_answer;
}

static bool is_plain(struct ac_expr *expr, enum role role);

static bool are_plain(struct ac_expr *const *exprs, size_t count, enum role role)
{
    bool plain = true;
    for (size_t i = 0; i < count && plain; i++) {
        plain = is_plain(exprs[i], role);
    }
    return plain;
}

static bool is_part_of_complex(const struct ac_expr *lvalue)
{
    return lvalue->kind == AC_EXPR_UNARY && lvalue->op != AC_OP_DEREFERENCE;
}

static bool is_plain_unary(const struct ac_expr *expr, enum role role)
{
    const struct ac_expr *operand = ac_inside_parens(expr->kids[0]);
    switch (expr->op) {
    case AC_OP_ADDRESS:
        return role != AS_TRUTH && is_plain(expr->kids[0], AS_VALUE);
    case AC_OP_INCREMENT: /* ++__real__ z: to GCC, the sum of the two has no effect */
        return !is_part_of_complex(operand) && is_plain(expr->kids[0], AS_VALUE);
    case AC_OP_OTHER:
        return expr->is_truth ? is_plain(expr->kids[0], AS_TRUTH)
                              : !operand->type->is_bool && is_plain(expr->kids[0], AS_OPERAND);
    default:
        return are_plain(expr->kids, expr->kid_count, AS_VALUE);
    }
}

static bool is_same_local(struct ac_expr *left, struct ac_expr *right)
{
    left = ac_inside_parens(left);
    right = ac_inside_parens(right);
    return left->local && left->local == right->local && left->kind == right->kind;
}

/* Also an array's, which makes a pointer of it. */
static bool is_address(struct ac_expr *expr)
{
    expr = ac_inside_parens(expr);
    return expr->op == AC_OP_ADDRESS || expr->decays;
}

/* `x == x`; `&x == NULL`, of which &x may be in the frame now. */
static bool is_plain_comparison(struct ac_expr *left, struct ac_expr *right)
{
    bool is_of_address = is_address(left) || is_address(right);
    bool is_of_constant = ac_is_constant(left) || ac_is_constant(right);
    return !is_same_local(left, right) && !(is_of_address && is_of_constant);
}

/* `x | 1` may be kept, but as an operand or truth it may be known too well. */
static bool is_plain_binary(const struct ac_expr *expr, enum role role)
{
    bool is_never_zero = expr->op == AC_OP_BIT_OR && (ac_is_constant(expr->kids[0]) || ac_is_constant(expr->kids[1]));
    bool is_judged = role != AS_VALUE || expr->is_truth;
    return !(is_judged && (expr->may_fold || is_never_zero)) &&
           (!expr->is_truth || is_plain_comparison(expr->kids[0], expr->kids[1])) &&
           are_plain(expr->kids, expr->kid_count, AS_OPERAND);
}

/* `while ((c = AWAIT(get())) != -1)` */
static bool is_plain_assignment(const struct ac_expr *expr, enum role role)
{
    struct ac_expr *value = expr->kids[1];
    bool is_known = ac_is_constant(value) || expr->kind == AC_EXPR_COMPOUND_ASSIGN;
    enum role role_of_value = role == AS_OPERAND ? role : role_in(expr->kids[0]->type);
    return (role == AS_VALUE || !is_known) && is_plain(expr->kids[0], AS_VALUE) && is_plain(value, role_of_value);
}

/* `a == b ?: c` may be known to be 0, which is no reason to warn, where the operands are. */
static bool is_plain_choice(const struct ac_expr *expr, enum role role)
{
    size_t first = expr->kind == AC_EXPR_CONDITIONAL ? 1 : 0;
    bool is_answer_or = expr->kind == AC_EXPR_ELVIS && is_answer(ac_inside_parens(expr->kids[0]));
    return role == AS_VALUE && !is_answer_or && is_plain(expr->kids[0], AS_TRUTH) &&
           are_plain(expr->kids + first, expr->kid_count - first, AS_VALUE);
}

static bool is_plain_text(const struct ac_expr *expr, enum role role)
{
    bool is_behind_comma = expr->was_comma && (role != AS_VALUE || ac_is_constant(expr->kids[0]));
    return !is_behind_comma && are_plain(expr->kids, expr->kid_count, role);
}

/* Whether compilers say the same of it, whatever the operands are replaced by. */
static bool is_plain(struct ac_expr *expr, enum role role)
{
    expr = ac_inside_parens(expr);
    if (ac_is_constant(expr)) {
        return role != AS_TRUTH;
    }
    if (role == AS_OPERAND && is_answer(expr)) {
        return false;
    }
    switch (expr->kind) {
    case AC_EXPR_UNARY:
        return is_plain_unary(expr, role);
    case AC_EXPR_BINARY:
        return is_plain_binary(expr, role);
    case AC_EXPR_AND:
    case AC_EXPR_OR:
        return are_plain(expr->kids, expr->kid_count, AS_TRUTH);
    case AC_EXPR_ASSIGN:
    case AC_EXPR_COMPOUND_ASSIGN:
        return is_plain_assignment(expr, role);
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_ELVIS:
        return is_plain_choice(expr, role);
    case AC_EXPR_COMMA:
        return role == AS_VALUE && are_plain(expr->kids, expr->kid_count, AS_VALUE);
    case AC_EXPR_CAST:
        return are_plain(expr->kids, expr->kid_count, expr->type && expr->type->is_bool ? AS_TRUTH : role);
    case AC_EXPR_TEXT:
        return is_plain_text(expr, role);
    case AC_EXPR_STMT_EXPR:
        return !ac_value_of_body(expr) || is_plain(ac_value_of_body(expr)->expr, role);
    default:
        return are_plain(expr->kids, expr->kid_count, AS_VALUE);
    }
}

/* A temporary, or a local that is another object now: of another block, and not const. */
static bool is_replaced(const struct ac_expr *expr)
{
    const struct ac_stmt *value = expr->body ? ac_value_of_body(expr) : NULL;
    bool found = (value && is_replaced(value->expr)) || expr->kind == AC_EXPR_TEMPORARY || expr->kind == AC_EXPR_TEXT ||
                 (expr->kind == AC_EXPR_LOCAL && expr->local->place == AC_PLACE_FRAME &&
                  ((expr->access & AC_ACCESS_ADDRESS) || expr->local->is_const));
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = is_replaced(expr->kids[i]);
    }
    return found;
}

/* ---- what is never evaluated ------------------------------------------------------------------------------------- */

static bool compares(const struct ac_expr *expr)
{
    bool found = (expr->kind == AC_EXPR_BINARY && expr->is_truth) || (expr->local && expr->local->is_constant);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = compares(expr->kids[i]);
    }
    return found;
}

bool ac_size_needs_silence(struct ac_expr *size)
{
    return compares(size) || !is_plain(size, AS_VALUE);
}

/* (unsigned char)c < 1000: the constant is of a larger type than what it is compared with. */
static bool may_exceed(const struct ac_expr *constant, const struct ac_expr *other)
{
    return ac_is_constant(constant) && constant->type && other->type && constant->type->size > other->type->size;
}

bool ac_may_be_known(struct ac_expr *condition)
{
    condition = ac_inside_parens(condition);
    switch (condition->kind) {
    case AC_EXPR_AND:
    case AC_EXPR_OR:
        return ac_may_be_known(condition->kids[0]) || ac_may_be_known(condition->kids[1]);
    case AC_EXPR_COMMA:
        return ac_may_be_known(condition->kids[1]);
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_ELVIS:
        return ac_may_be_known(condition->kids[0]);
    case AC_EXPR_BINARY:
        return ac_is_constant(condition) ||
               (condition->is_truth && (may_exceed(condition->kids[0], condition->kids[1]) ||
                                        may_exceed(condition->kids[1], condition->kids[0])));
    default:
        return ac_is_constant(condition);
    }
}

/* ---- comparisons of a signed operand with an unsigned one -------------------------------------------------------- */

/* Compilers know less of it than of what it stands for: of a constant's element that it is not negative, say. */
static bool tells_less(const struct ac_expr *expr)
{
    const struct ac_local *local = expr->local;
    bool less = local && (expr->kind == AC_EXPR_TEMPORARY
                              ? local->is_composite && !local->type->is_bool
                              : (local->is_const || local->is_const_array) && local->place == AC_PLACE_FRAME);
    for (size_t i = 0; i < expr->kid_count && !less; i++) {
        less = tells_less(expr->kids[i]);
    }
    return less;
}

/* (a < b) & c, -(a == b): arithmetic with an answer. */
static bool computes_with_truth(const struct ac_expr *expr)
{
    bool found = false;
    bool computes = (expr->kind == AC_EXPR_BINARY || expr->kind == AC_EXPR_UNARY) && !expr->is_truth;
    for (size_t i = 0; computes && i < expr->kid_count && !found; i++) {
        found = ac_behind_commas(expr->kids[i])->is_truth;
    }
    return found;
}

/* Of a truth everybody knows that it is not negative; of what is computed with one, compilers find out. */
static bool is_less_clear(const struct ac_expr *comparison)
{
    if (!comparison->compared_as || !comparison->changes) {
        return false;
    }
    const struct ac_expr *operand = ac_behind_commas(comparison->kids[comparison->signed_operand]);
    return !operand->is_truth &&
           (tells_less(comparison->kids[0]) || tells_less(comparison->kids[1]) || computes_with_truth(operand));
}

void ac_convert_in_sight(struct ac_arena *arena, struct ac_expr *expr)
{
    if (is_less_clear(expr)) {
        struct ac_expr **operand = &expr->kids[expr->signed_operand];
        const char *text = ac_format(arena, "(%s)(@)", expr->compared_as->spelling);
        *operand = ac_new_text(arena, text, *operand, NULL, expr->compared_as, (*operand)->range);
        (*operand)->changes = true;
    }
}

/* ---- a const local in the frame, which there is not const -------------------------------------------------------- */

static const struct ac_local *former_const(struct ac_expr *expr)
{
    expr = ac_inside_parens(expr);
    return expr->kind == AC_EXPR_LOCAL && expr->local->is_const && expr->local->place == AC_PLACE_FRAME ? expr->local
                                                                                                        : NULL;
}

/* if ((limit == 3)): to Clang that may be a typo for an assignment, unless what stands left cannot be assigned to. */
void ac_unwrap_comparison(struct ac_arena *arena, struct ac_stmt *stmt)
{
    struct ac_expr *inside = ac_inside_parens(stmt->expr), *left;
    if (inside == stmt->expr || inside->kind != AC_EXPR_BINARY || !inside->is_truth) {
        return;
    }
    left = ac_inside_parens(inside->kids[0]);
    while (left->kind == AC_EXPR_MEMBER && left->op != AC_OP_DEREFERENCE) {
        left = ac_inside_parens(left->kids[0]);
    }
    if (former_const(left)) {
        stmt->expr = ac_new_text(arena, "@", inside, NULL, inside->type, stmt->expr->range);
        stmt->expr->changes = true;
    }
}

/* ---- addresses that look like uses ------------------------------------------------------------------------------- */

static bool writes(const struct ac_expr *expr, const struct ac_local *local)
{
    bool found = expr->kind == AC_EXPR_LOCAL && expr->local == local && (expr->access & AC_ACCESS_WRITE);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = writes(expr->kids[i], local);
    }
    return found;
}

/* call(&x, x = 1): to GCC, &frame->x uses frame->x, whose value then depends on what is evaluated first. `target` is
 * what the assignment around `expr` writes, after all that. */
static bool seems_unordered(const struct ac_expr *whole, const struct ac_expr *expr, const struct ac_local *target)
{
    bool found = expr->kind == AC_EXPR_LOCAL && expr->local->place == AC_PLACE_FRAME && expr->local != target &&
                 (expr->access & AC_ACCESS_ADDRESS) && writes(whole, expr->local);
    if (expr->kind == AC_EXPR_ASSIGN && expr->kids[0]->kind == AC_EXPR_LOCAL) {
        target = expr->kids[0]->local;
    }
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = seems_unordered(whole, expr->kids[i], target);
    }
    return found;
}

/* strcat(first, second), both in the frame: GCC forgets where the first one ends, as it does in any struct. */
static bool seems_to_overlap(const struct ac_expr *expr)
{
    const struct ac_expr *callee = expr->kind == AC_EXPR_CALL ? ac_inside_parens(expr->kids[0]) : NULL;
    bool found = callee && callee->kind == AC_EXPR_FUNCTION && !strcmp(callee->function, "strcat");
    for (size_t i = 1; i < expr->kid_count && found; i++) {
        const struct ac_local *local = ac_inside_parens(expr->kids[i])->local;
        found = local && local->place == AC_PLACE_FRAME;
    }
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = seems_to_overlap(expr->kids[i]);
    }
    return found;
}

/* ---- what Clang says of no macro's operand ----------------------------------------------------------------------- */

/* AWAIT(f(x || 1)) */
static bool has_constant_truth(struct ac_expr *expr)
{
    bool is_logical = expr->kind == AC_EXPR_AND || expr->kind == AC_EXPR_OR;
    bool found = is_logical && ac_is_constant(ac_inside_parens(expr->kids[1]));
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = has_constant_truth(expr->kids[i]);
    }
    return found;
}

/* ---- what was no conversion -------------------------------------------------------------------------------------- */

/* AWAIT(old_style(300)), whose parameter is a char: it takes an int and converts it itself. */
static bool converts_constant(const struct ac_callee *callee)
{
    bool found = false;
    for (size_t i = 1; callee->is_unprototyped && i < callee->call->kid_count && !found; i++) {
        found = ac_is_constant(callee->call->kids[i]);
    }
    return found;
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static bool draws_more(struct ac_expr *expr, enum role role)
{
    return expr && ((is_replaced(expr) && !is_plain(expr, role)) || seems_unordered(expr, expr, NULL) ||
                    seems_to_overlap(expr));
}

/* Also int x = x = 1, which as an assignment changes it twice. */
bool ac_initialiser_needs_silence(const struct ac_declarator *declarator)
{
    const struct ac_local *local = declarator->local;
    return local && declarator->init &&
           (draws_more(declarator->init, role_in(local->type)) ||
            (local->place == AC_PLACE_FRAME && writes(declarator->init, local)));
}

/* A compound literal whose address is known: it ends with the block around it. */
static bool has_object(const struct ac_expr *expr)
{
    bool found = expr->kind == AC_EXPR_LITERAL && (expr->access & AC_ACCESS_ADDRESS);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = has_object(expr->kids[i]);
    }
    return found;
}

bool ac_needs_silence(const struct ac_function *function, const struct ac_stmt *stmt)
{
    switch (stmt->kind) {
    case AC_STMT_AWAIT:
        return draws_more(stmt->await->callee->call, AS_VALUE) || has_constant_truth(stmt->await->callee->call) ||
               converts_constant(stmt->await->callee);
    case AC_STMT_IF:
    case AC_STMT_WHILE:
    case AC_STMT_DO:
        return draws_more(stmt->expr, AS_TRUTH);
    case AC_STMT_BRANCH: /* of a ?, say, of which compilers say less than of an if */
        return !is_plain(stmt->expr, AS_TRUTH);
    case AC_STMT_FOR:
        return draws_more(stmt->expr, AS_TRUTH) || draws_more(stmt->step, AS_VALUE);
    case AC_STMT_LET:
        return draws_more(stmt->expr, role_in(stmt->local->type));
    case AC_STMT_RETURN:
        return draws_more(stmt->expr, function ? role_in(function->result) : AS_VALUE);
    case AC_STMT_EXPR: /* silence is a block */
        return draws_more(stmt->expr, AS_VALUE) && !has_object(stmt->expr);
    default:
        return draws_more(stmt->expr, AS_VALUE);
    }
}
