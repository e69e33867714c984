/* quiet.c - finds what compilers would warn about in the output, though not about what it was made of.
 *
 *     if ((u = s) != AWAIT(f()))          value_1 = (u = s); ... if (value_1 != (unsigned)(await_1))
 *     if (AWAIT(f()) <= 5 | 8)            ASYNC__QUIET, as the answer is known once the call is a temporary
 *     call(&x, x = 1)                     ASYNC__QUIET, as &frame->x looks like a use of frame->x
 *
 * A temporary has a type, but not the range of values that compilers know of an operator's result; and without the
 * effects of its operands an operator may fold into a constant. Warnings that the user could have seen before must
 * stay: so this looks for few forms, and only where something was replaced. */
#include "quiet.h"

#include "nodes.h"

/* ---- what is never evaluated ------------------------------------------------------------------------------------- */

bool ac_compares(const struct ac_expr *expr)
{
    bool found = (expr->kind == AC_EXPR_BINARY && expr->is_truth) || (expr->local && expr->local->is_constant);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = ac_compares(expr->kids[i]);
    }
    return found;
}

/* ~b, of a _Bool. */
static bool inverts_truth(const struct ac_expr *expr)
{
    const struct ac_type *type = expr->kid_count ? ac_inside_parens(expr->kids[0])->type : NULL;
    bool found = expr->kind == AC_EXPR_UNARY && !expr->is_truth && type && type->is_bool;
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = inverts_truth(expr->kids[i]);
    }
    return found;
}

bool ac_size_needs_silence(const struct ac_expr *size)
{
    return ac_compares(size) || inverts_truth(size);
}

/* (unsigned char)c < 1000: the constant is of a larger type than what it is compared with. */
static bool may_exceed(const struct ac_expr *constant, const struct ac_expr *other)
{
    return ac_is_constant(constant) && constant->type && other->type && constant->type->size > other->type->size;
}

static bool may_be_known(struct ac_expr *expr)
{
    expr = ac_inside_parens(expr);
    switch (expr->kind) {
    case AC_EXPR_AND:
    case AC_EXPR_OR:
        return may_be_known(expr->kids[0]) || may_be_known(expr->kids[1]);
    case AC_EXPR_BINARY:
        return ac_is_constant(expr) || (expr->is_truth && (may_exceed(expr->kids[0], expr->kids[1]) ||
                                                           may_exceed(expr->kids[1], expr->kids[0])));
    default:
        return ac_is_constant(expr);
    }
}

/* x = 0x100000000: the constant may not fit. a ? b : 7u: b may change its sign. */
static bool is_judged_if_evaluated(const struct ac_expr *expr)
{
    bool found = expr->kind == AC_EXPR_CONDITIONAL || expr->kind == AC_EXPR_ELVIS;
    found |= (expr->kind == AC_EXPR_ASSIGN || expr->kind == AC_EXPR_COMPOUND_ASSIGN) && ac_is_constant(expr->kids[1]);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = is_judged_if_evaluated(expr->kids[i]);
    }
    return found;
}

bool ac_switches_off(struct ac_expr *condition, const struct ac_expr *operand)
{
    return may_be_known(condition) && (ac_compares(operand) || is_judged_if_evaluated(operand));
}

/* ---- comparisons of a signed operand with an unsigned one -------------------------------------------------------- */

/* Compilers know less of it than of what it stands for: of a constant's element that it is not negative, say. */
static bool tells_less(const struct ac_expr *expr)
{
    const struct ac_local *local = expr->local;
    bool less = local && (expr->kind == AC_EXPR_TEMPORARY
                              ? local->is_composite
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

/* ---- what looks constant ----------------------------------------------------------------------------------------- */

static bool has_temporary(const struct ac_expr *expr)
{
    bool found = expr->kind == AC_EXPR_TEMPORARY || expr->kind == AC_EXPR_TEXT;
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = has_temporary(expr->kids[i]);
    }
    return found;
}

/* What is asked of a value. Compilers warn where they know the answer. */
enum question { NO_QUESTION, IS_IT_ZERO, HOW_DOES_IT_COMPARE };

static enum question question_of_type(const struct ac_type *target)
{
    return target && target->is_bool ? IS_IT_ZERO : NO_QUESTION;
}

static enum question question_of_kid(const struct ac_expr *expr, size_t kid, enum question question)
{
    switch (expr->kind) {
    case AC_EXPR_AND:
    case AC_EXPR_OR:
        return IS_IT_ZERO;
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_ELVIS:
        return kid == 0 ? IS_IT_ZERO : question;
    case AC_EXPR_UNARY:
        return expr->is_truth ? IS_IT_ZERO : question;
    case AC_EXPR_BINARY:
        return expr->is_truth ? HOW_DOES_IT_COMPARE : question;
    case AC_EXPR_ASSIGN:
        return kid == 1 ? question_of_type(expr->kids[0]->type) : NO_QUESTION;
    case AC_EXPR_CAST:
        return question_of_type(expr->type) ? IS_IT_ZERO : question;
    case AC_EXPR_PAREN:
    case AC_EXPR_COMMA:
    case AC_EXPR_TEXT:
        return question;
    default:
        return NO_QUESTION;
    }
}

/* `(9 > AWAIT(flag())) | 8` is 9, which may not fit where it goes; `~(9 > AWAIT(flag()))`. */
static bool has_truth(const struct ac_expr *expr)
{
    bool found = expr->is_truth, is_same = expr->kind == AC_EXPR_BINARY || expr->kind == AC_EXPR_PAREN ||
                                           (expr->kind == AC_EXPR_UNARY && expr->may_fold);
    for (size_t i = 0; i < expr->kid_count && is_same && !found; i++) {
        found = has_truth(expr->kids[i]);
    }
    return found;
}

static bool is_choice(const struct ac_expr *expr)
{
    return expr->kind == AC_EXPR_CONDITIONAL || expr->kind == AC_EXPR_ELVIS;
}

/* `a ? b : 10`, `10 ?: b`, `a ? b : c ? d : 10`. */
static bool chooses_constant(struct ac_expr *expr)
{
    bool found = false;
    expr = ac_inside_parens(expr);
    for (size_t i = expr->kind == AC_EXPR_CONDITIONAL; is_choice(expr) && i < expr->kid_count && !found; i++) {
        found = ac_is_constant(expr->kids[i]) || chooses_constant(expr->kids[i]);
    }
    return found;
}

/* That, or arithmetic, or `10 > a`, of which compilers know too well whether it is zero. */
static bool has_clear_truth(struct ac_expr *expr)
{
    const struct ac_expr *inside = ac_inside_parens(expr);
    bool compares_constant = inside->kind == AC_EXPR_BINARY && inside->is_truth &&
                             (ac_is_constant(inside->kids[0]) || ac_is_constant(inside->kids[1]));
    bool computes = inside->kind == AC_EXPR_BINARY && !inside->is_truth;
    return compares_constant || computes || chooses_constant(expr);
}

/* `x | (AWAIT(small()) < 1000)`, where GCC knows a bit. */
static bool has_known_bit(const struct ac_expr *expr)
{
    bool found = false;
    for (size_t i = 0; expr->kind == AC_EXPR_BINARY && !expr->is_truth && i < expr->kid_count && !found; i++) {
        const struct ac_expr *kid = ac_inside_parens(expr->kids[i]);
        found = kid->is_truth && has_temporary(kid);
    }
    return found;
}

/* `+(x ^= AWAIT(f()))` as a condition, which without the call looks to GCC like a typo for a comparison. */
static bool is_signed_assignment(struct ac_expr *expr)
{
    struct ac_expr *inside = expr->kind == AC_EXPR_UNARY ? ac_inside_parens(expr->kids[0]) : expr;
    return inside->kind == AC_EXPR_COMPOUND_ASSIGN && inside != expr && expr->op == AC_OP_OTHER;
}

/* `a * (AWAIT(f()), b)` where it becomes a _Bool: without the comma GCC takes the * for a &&. */
static bool has_comma_operand(const struct ac_expr *expr)
{
    bool found = false;
    for (size_t i = 0; expr->kind == AC_EXPR_BINARY && !expr->is_truth && i < expr->kid_count && !found; i++) {
        found = ac_inside_parens(expr->kids[i])->was_comma;
    }
    return found;
}

static bool is_known(struct ac_expr *expr, enum question question)
{
    bool compares_itself = expr->kind == AC_EXPR_BINARY && expr->is_truth && former_const(expr->kids[0]) &&
                           former_const(expr->kids[0]) == former_const(expr->kids[1]);
    bool is_behind_comma = expr->was_comma && ((question == HOW_DOES_IT_COMPARE && expr->is_operand) ||
                                               (question == IS_IT_ZERO && has_clear_truth(expr->kids[0])));
    bool was_hidden = expr->was_comma && ac_is_constant(expr->kids[0]);
    return compares_itself || is_behind_comma || was_hidden || (question == IS_IT_ZERO && has_comma_operand(expr)) ||
           (question == HOW_DOES_IT_COMPARE && has_known_bit(expr)) ||
           (question == IS_IT_ZERO && is_signed_assignment(expr) && has_temporary(expr)) ||
           (expr->may_fold && (question || has_truth(expr)) && has_temporary(expr));
}

static bool folds(struct ac_expr *expr, enum question question)
{
    bool found = is_known(expr, question);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = folds(expr->kids[i], question_of_kid(expr, i, question));
    }
    return found;
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

/* ---- odd expressions --------------------------------------------------------------------------------------------- */

static bool has_constant(const struct ac_expr *expr)
{
    bool found = ac_is_constant(expr);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = has_constant(expr->kids[i]);
    }
    return found;
}

/* Arithmetic with an answer, or (a, b) < c, or (a < b) == c. */
static bool is_odd_operation(const struct ac_expr *expr)
{
    bool found = computes_with_truth(expr);
    for (size_t i = 0; expr->kind == AC_EXPR_BINARY && i < expr->kid_count && !found; i++) {
        const struct ac_expr *kid = ac_inside_parens(expr->kids[i]);
        found = kid->is_truth || kid->kind == AC_EXPR_COMMA || kid->was_comma;
    }
    return found;
}

static bool has_odd_operation(const struct ac_expr *expr)
{
    bool found = is_odd_operation(expr);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = has_odd_operation(expr->kids[i]);
    }
    return found;
}

/* &x of a local in the frame, which is no constant any more. */
static bool has_moved_address(const struct ac_expr *expr)
{
    bool found =
        expr->kind == AC_EXPR_LOCAL && expr->local->place == AC_PLACE_FRAME && (expr->access & AC_ACCESS_ADDRESS);
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = has_moved_address(expr->kids[i]);
    }
    return found;
}

/* Who computes with truths and commas gives compilers much to know, once a call is a temporary: more than the forms
 * above, which people write. */
static bool is_odd(const struct ac_expr *expr)
{
    return has_odd_operation(expr) && (has_temporary(expr) || has_moved_address(expr)) && has_constant(expr);
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

static bool draws_more(struct ac_expr *expr, enum question question)
{
    return expr && (folds(expr, question) || seems_unordered(expr, expr, NULL) || is_odd(expr));
}

/* (x | 8) != 0, to which what stood in front of a && or || has become. */
static bool is_never_zero(struct ac_expr *expr)
{
    expr = ac_behind_commas(expr->kind == AC_EXPR_TEXT && expr->kid_count ? expr->kids[0] : expr);
    return expr->op == AC_OP_BIT_OR && (ac_is_constant(expr->kids[0]) || ac_is_constant(expr->kids[1]));
}

/* Also int x = x = 1, which as an assignment changes it twice. */
bool ac_initialiser_needs_silence(const struct ac_declarator *declarator)
{
    const struct ac_local *local = declarator->local;
    return local && declarator->init &&
           (draws_more(declarator->init, question_of_type(local->type)) ||
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
        return draws_more(stmt->await->callee->call, NO_QUESTION);
    case AC_STMT_IF:
    case AC_STMT_WHILE:
    case AC_STMT_DO:
    case AC_STMT_BRANCH:
        return draws_more(stmt->expr, IS_IT_ZERO);
    case AC_STMT_FOR:
        return draws_more(stmt->expr, IS_IT_ZERO) || draws_more(stmt->step, NO_QUESTION);
    case AC_STMT_LET:
        return draws_more(stmt->expr, question_of_type(stmt->local->type)) ||
               (stmt->local->type->is_bool && is_never_zero(stmt->expr));
    case AC_STMT_RETURN:
        return draws_more(stmt->expr, function ? question_of_type(function->result) : NO_QUESTION);
    case AC_STMT_EXPR: /* silence is a block */
        return draws_more(stmt->expr, NO_QUESTION) && !has_object(stmt->expr);
    default:
        return draws_more(stmt->expr, NO_QUESTION);
    }
}
