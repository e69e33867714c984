/* hoist_expr.c - takes an expression with an await apart: into steps, and what is left of it. See hoist.c. */
#include "hoist_internal.h"

#include "../ir_walk.h"
#include "nodes.h"
#include "quiet.h"

static void add_step(struct ac_hoist *hoist, struct ac_steps *steps, struct ac_stmt *step)
{
    AC_PUSH(hoist->arena, steps, step);
}

/* ---- operands in order ------------------------------------------------------------------------------------------- */

static bool is_composite(const struct ac_expr *expr)
{
    switch (expr->kind) {
    case AC_EXPR_PAREN:
        return is_composite(expr->kids[0]);
    case AC_EXPR_MEMBER:
        return expr->is_bit_field; /* of which compilers know the width */
    case AC_EXPR_CAST:             /* (short)is_open */
    case AC_EXPR_UNARY:
    case AC_EXPR_BINARY:
    case AC_EXPR_ASSIGN:
    case AC_EXPR_COMPOUND_ASSIGN:
    case AC_EXPR_AND:
    case AC_EXPR_OR:
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_ELVIS:
    case AC_EXPR_COMMA:
    case AC_EXPR_TEXT:
        return true;
    default:
        return false;
    }
}

/* By an operator, and not converted since. */
static bool is_calculated(const struct ac_expr *expr)
{
    switch (expr->kind) {
    case AC_EXPR_PAREN:
        return is_calculated(expr->kids[0]);
    case AC_EXPR_COMMA:
        return is_calculated(expr->kids[1]);
    case AC_EXPR_CONDITIONAL:
        return is_calculated(expr->kids[1]) || is_calculated(expr->kids[2]);
    case AC_EXPR_ELVIS:
        return is_calculated(expr->kids[0]) || is_calculated(expr->kids[1]);
    case AC_EXPR_UNARY:
        return expr->op == AC_OP_OTHER;
    case AC_EXPR_BINARY:
    case AC_EXPR_TEXT:
        return true;
    default:
        return false;
    }
}

/* GCC calculates in float what is of type _Float16, and rounds when it is assigned. */
static void check_precision(struct ac_hoist *hoist, const struct ac_expr *expr)
{
    if (expr->type && expr->type->is_half && is_calculated(expr)) {
        ac_hoist_refuse(
            hoist, expr->range, AC_RULE_AWAIT_POSITION,
            "an AWAIT takes apart what this _Float16 is calculated for, and a compiler may keep more bits of "
            "it until then: give it a name first");
    }
}

/* For the value of an expression that is evaluated in parts. */
static struct ac_local *new_composite(struct ac_hoist *hoist, const struct ac_expr *expr)
{
    struct ac_local *value = ac_new_temporary(hoist->arena, hoist->function, "value", expr->type);
    value->is_composite = true;
    value->declared = expr->range;
    return value;
}

/* What is an answer already, or has one type and any value: what can be said of it, compilers say of a condition too.
 */
static bool is_plain_truth(struct ac_expr *expr)
{
    expr = ac_inside_parens(expr);
    switch (expr->kind) {
    case AC_EXPR_LOCAL:
    case AC_EXPR_VARIABLE:
    case AC_EXPR_FUNCTION:
    case AC_EXPR_MEMBER:
    case AC_EXPR_SUBSCRIPT:
    case AC_EXPR_CALL:
    case AC_EXPR_TEMPORARY:
        return true;
    case AC_EXPR_ASSIGN:
    case AC_EXPR_COMPOUND_ASSIGN:
        return false;
    default:
        return expr->is_truth || expr->type->is_bool || expr->op == AC_OP_ADDRESS || expr->op == AC_OP_DEREFERENCE;
    }
}

/* What is to be converted to _Bool. There compilers wonder at constants, arithmetic and assignments, which they do not
 * in front of a && or ?. */
static struct ac_expr *truth_of(struct ac_hoist *hoist, struct ac_expr *expr)
{
    const char *text = expr->kind == AC_EXPR_PAREN ? "@ != 0" : "(@) != 0";
    return is_plain_truth(expr) ? expr : ac_new_text(hoist->arena, text, expr, NULL, ac_int_type(), expr->range);
}

struct ac_expr *ac_hoist_spill(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_local *temporary;
    expr = ac_hoist_keep(hoist, expr, steps);
    if (!expr->type || expr->type->is_void) {
        struct ac_stmt *effect = ac_new_step(hoist->arena, AC_STMT_EFFECT, expr->range);
        effect->expr = expr;
        add_step(hoist, steps, effect);
        return ac_new_text(hoist->arena, "((void)0)", NULL, NULL, expr->type, expr->range);
    }
    if (expr->type->is_array) {
        ac_hoist_refuse(hoist, expr->range, AC_RULE_AWAIT_POSITION,
                        "this array is a temporary of the expression and would not outlive the AWAIT after it: "
                        "give it a name first");
    }
    if (expr->is_lvalue && !expr->type->is_scalar && !expr->type->is_record) {
        ac_hoist_refuse(hoist, expr->range, AC_RULE_AWAIT_POSITION,
                        "an element of this vector is chosen by an AWAIT: give the index a name first");
    }
    check_precision(hoist, expr);
    temporary = ac_new_temporary(hoist->arena, hoist->function, "value", expr->is_truth ? ac_bool_type() : expr->type);
    temporary->is_composite = is_composite(expr);
    temporary->declared = expr->range;
    add_step(hoist, steps,
             ac_new_let(hoist->arena, temporary, temporary->type->is_bool ? truth_of(hoist, expr) : expr));
    return ac_new_temporary_expr(hoist->arena, temporary, expr->range);
}

struct ac_expr *ac_hoist_as(struct ac_hoist *hoist, struct ac_expr *expr, const struct ac_type *type)
{
    const struct ac_expr *inside = ac_inside_parens(expr);
    while (inside->was_comma) {
        inside = ac_inside_parens(inside->kids[0]);
    }
    if (inside->is_bit_field && inside != ac_inside_parens(expr)) { /* which was a value, behind a comma */
        return ac_new_text(hoist->arena, "((void)0, @)", expr, NULL, expr->type, expr->range);
    }
    bool is_other = inside->kind == AC_EXPR_TEMPORARY && inside->type->is_bool && type && !type->is_bool;
    return is_other ? ac_new_text(hoist->arena, "(int)@", expr, NULL, ac_int_type(), expr->range) : expr;
}

/* How many operands, from the first one on, have one behind them that awaits or has an effect. */
static size_t count_affected(const struct ac_operands *operands)
{
    size_t last = operands->count;
    while (last && !(*operands->items[last - 1])->has_await && !(*operands->items[last - 1])->has_effect) {
        last--;
    }
    return last ? last - 1 : 0;
}

/* Whether it still does something, now that its awaits are steps. */
static bool acts(const struct ac_expr *expr)
{
    bool found = false;
    switch (expr->kind) {
    case AC_EXPR_PAREN:
    case AC_EXPR_CAST:
    case AC_EXPR_MEMBER:
    case AC_EXPR_SUBSCRIPT:
    case AC_EXPR_BINARY:
    case AC_EXPR_AND:
    case AC_EXPR_OR:
    case AC_EXPR_CONDITIONAL:
    case AC_EXPR_ELVIS:
    case AC_EXPR_COMMA:
    case AC_EXPR_LITERAL:
    case AC_EXPR_INIT_LIST:
    case AC_EXPR_TEXT:
        break;
    case AC_EXPR_UNARY:
        if (expr->op != AC_OP_INCREMENT) {
            break;
        }
        return expr->has_effect;
    default:
        return expr->has_effect && expr->kind != AC_EXPR_TEMPORARY;
    }
    for (size_t i = 0; i < expr->kid_count && !found; i++) {
        found = acts(expr->kids[i]);
    }
    return found;
}

/* three(AWAIT(f()), n = 1, n), where C leaves open which n is meant. */
static bool acts_on_later(struct ac_expr *const *all, size_t at, size_t count)
{
    for (size_t i = at + 1; i < count && acts(all[at]); i++) {
        if (!all[i]->has_await && !ac_is_stable(all[i], all + at, 1)) {
            return true;
        }
    }
    return false;
}

void ac_hoist_in_order(struct ac_hoist *hoist, struct ac_operands *operands, struct ac_steps *steps)
{
    struct ac_expr **all = ac_alloc(hoist->arena, (operands->count + 1) * sizeof *all);
    size_t affected = count_affected(operands);
    bool any_awaits = false;
    for (size_t i = 0; i < operands->count; i++) {
        all[i] = *operands->items[i];
        any_awaits |= all[i]->has_await;
    }
    for (size_t i = 0; i < operands->count; i++) {
        if (all[i]->has_await) {
            all[i] = ac_hoist_expr(hoist, all[i], steps);
        }
        if ((i < affected && !ac_is_stable(all[i], all + i + 1, operands->count - i - 1)) ||
            (any_awaits && acts_on_later(all, i, operands->count))) {
            all[i] = ac_hoist_spill(hoist, all[i], steps);
        }
        *operands->items[i] = all[i];
    }
}

/* Initialisers of a list are operands each; lists in it are none themselves. */
static void add_operand(struct ac_hoist *hoist, struct ac_operands *operands, struct ac_expr **slot)
{
    struct ac_expr *expr = *slot;
    bool is_designated = expr->kind == AC_EXPR_OTHER && !expr->type;
    if (expr->kind == AC_EXPR_INIT_LIST || is_designated) {
        for (size_t i = 0; i < expr->kid_count; i++) {
            add_operand(hoist, operands, &expr->kids[i]);
        }
    } else {
        AC_PUSH(hoist->arena, operands, slot);
    }
}

void ac_hoist_kids(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_operands operands = {0};
    for (size_t i = 0; i < expr->kid_count; i++) {
        add_operand(hoist, &operands, &expr->kids[i]);
    }
    ac_hoist_in_order(hoist, &operands, steps);
}

/* ---- awaits ------------------------------------------------------------------------------------------------------ */

/* The arguments; in front of them what is called, unless that is a function by its name. */
static void add_call_operands(struct ac_hoist *hoist, struct ac_operands *operands, const struct ac_callee *callee)
{
    for (size_t i = callee->name && !callee->is_operation ? 1 : 0; i < callee->call->kid_count; i++) {
        add_operand(hoist, operands, &callee->call->kids[i]);
    }
}

/* GCC 12 takes a pointer that is read from a variable of another block for a pointer to that variable, and warns of
 * strchr() and its like, which give what they get: -Wdangling-pointer. It does not of an element of an array. */
static struct ac_local *new_result(struct ac_hoist *hoist, const struct ac_type *type)
{
    struct ac_local *result = ac_new_temporary(hoist->arena, hoist->function, "await", type);
    result->is_in_array = type->is_pointer;
    return result;
}

static struct ac_expr *hoist_await(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_await *await = ac_new(hoist->arena, struct ac_await);
    struct ac_operands operands = {0};
    struct ac_stmt *step = ac_new_step(hoist->arena, AC_STMT_AWAIT, expr->range);
    const struct ac_type *type = expr->callee ? expr->callee->result : expr->type;
    bool catches = expr->kid_count > 1;
    if (!expr->callee) {
        return expr; /* refused */
    }
    add_call_operands(hoist, &operands, expr->callee);
    if (catches && expr->kids[1]->has_await) {
        AC_PUSH(hoist->arena, &operands, &expr->kids[1]);
    }
    ac_hoist_in_order(hoist, &operands, steps);
    for (size_t i = 0; i < operands.count; i++) {
        *operands.items[i] = ac_hoist_keep(hoist, *operands.items[i], steps);
    }
    await->callee = expr->callee;
    await->range = expr->range;
    await->error = catches ? expr->kids[1] : NULL;
    AC_PUSH(hoist->arena, &hoist->function->awaits, await);
    step->await = await;
    if (!type->is_void) {
        await->result = new_result(hoist, type);
        await->result->declared = expr->range;
    }
    add_step(hoist, steps, step);
    if (type->is_void) {
        return ac_new_text(hoist->arena, "((void)0)", NULL, NULL, type, expr->range);
    }
    return ac_new_temporary_expr(hoist->arena, await->result, expr->range);
}

static struct ac_expr *hoist_start(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_operands operands = {0};
    for (size_t i = 1; i < expr->kid_count; i++) {
        if (expr->kids[i]->range.begin < expr->callee->call->range.begin) {
            AC_PUSH(hoist->arena, &operands, &expr->kids[i]);
        }
    }
    add_call_operands(hoist, &operands, expr->callee);
    for (size_t i = 1; i < expr->kid_count; i++) {
        if (expr->kids[i]->range.begin > expr->callee->call->range.begin) {
            AC_PUSH(hoist->arena, &operands, &expr->kids[i]);
        }
    }
    ac_hoist_in_order(hoist, &operands, steps);
    return expr;
}

/* ---- control flow inside expressions ----------------------------------------------------------------------------- */

static struct ac_expr *not_of(struct ac_hoist *hoist, struct ac_expr *expr)
{
    return ac_new_text(hoist->arena, "!@", expr, NULL, ac_int_type(), expr->range);
}

static struct ac_expr *hoist_short_circuit(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_local *value;
    struct ac_expr *mention;
    struct ac_stmt *branch;
    if (expr->kids[0]->has_await) {
        expr->kids[0] = ac_hoist_expr(hoist, expr->kids[0], steps);
    }
    if (!expr->kids[1]->has_await) {
        return expr;
    }
    expr->kids[0] = ac_hoist_keep(hoist, expr->kids[0], steps);
    value = ac_new_temporary(hoist->arena, hoist->function, "value", ac_bool_type());
    value->is_composite = true;
    mention = ac_new_temporary_expr(hoist->arena, value, expr->range);
    add_step(hoist, steps, ac_new_let(hoist->arena, value, truth_of(hoist, expr->kids[0])));
    branch = ac_new_step(hoist->arena, AC_STMT_BRANCH, expr->range);
    branch->is_silenced = ac_may_be_known(expr->kids[0]);
    branch->expr = expr->kind == AC_EXPR_AND ? mention : not_of(hoist, mention);
    expr->kids[1] = ac_hoist_expr(hoist, expr->kids[1], &branch->steps);
    expr->kids[1] = ac_hoist_keep(hoist, expr->kids[1], &branch->steps);
    add_step(hoist, &branch->steps, ac_new_let(hoist->arena, value, truth_of(hoist, expr->kids[1])));
    add_step(hoist, steps, branch);
    return ac_new_temporary_expr(hoist->arena, value, expr->range);
}

bool ac_is_nothing(const struct ac_expr *expr)
{
    return expr->kind == AC_EXPR_TEMPORARY || (expr->kind == AC_EXPR_TEXT && !expr->kid_count);
}

/* The arm of a conditional: its value into the temporary, or its effect where there is none. */
static void hoist_arm(struct ac_hoist *hoist, struct ac_expr *arm, struct ac_local *value, struct ac_steps *steps)
{
    if (arm->has_await) {
        arm = ac_hoist_expr(hoist, arm, steps);
    }
    arm = ac_hoist_keep(hoist, arm, steps);
    if (value) {
        add_step(hoist, steps, ac_new_let(hoist->arena, value, arm));
    } else if (!ac_is_nothing(arm)) {
        struct ac_stmt *effect = ac_new_step(hoist->arena, AC_STMT_EFFECT, arm->range);
        effect->expr = arm;
        add_step(hoist, steps, effect);
    }
}

static struct ac_expr *value_or_nothing(struct ac_hoist *hoist, struct ac_local *value, const struct ac_expr *expr)
{
    return value ? ac_new_temporary_expr(hoist->arena, value, expr->range)
                 : ac_new_text(hoist->arena, "((void)0)", NULL, NULL, expr->type, expr->range);
}

struct ac_expr *ac_hoist_condition(struct ac_expr *expr)
{
    struct ac_expr *inside = ac_inside_parens(expr);
    return inside->kind == AC_EXPR_BINARY ? inside : expr;
}

/* The same, where it stood in front of a ?, and compilers did not wonder at `(enum color)9`. */
static struct ac_expr *chooser(struct ac_hoist *hoist, struct ac_expr *expr)
{
    const struct ac_expr *inside = ac_inside_parens(expr);
    bool is_converted = inside->kind == AC_EXPR_CAST && ac_is_constant(inside);
    return is_converted ? truth_of(hoist, expr) : ac_hoist_condition(expr);
}

/* A conditional, whose condition is hoisted, as a branch. */
static struct ac_expr *hoist_arms(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_stmt *branch = ac_new_step(hoist->arena, AC_STMT_BRANCH, expr->range);
    struct ac_local *value = NULL;
    if (!expr->type->is_void) {
        value = new_composite(hoist, expr);
    }
    expr->kids[0] = ac_hoist_keep(hoist, expr->kids[0], steps);
    branch->is_silenced = ac_may_be_known(expr->kids[0]);
    branch->expr = chooser(hoist, expr->kids[0]);
    check_precision(hoist, expr->kids[1]);
    check_precision(hoist, expr->kids[2]);
    hoist_arm(hoist, expr->kids[1], value, &branch->steps);
    hoist_arm(hoist, expr->kids[2], value, &branch->other_steps);
    add_step(hoist, steps, branch);
    return value_or_nothing(hoist, value, expr);
}

static struct ac_expr *hoist_conditional(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    if (expr->kids[0]->has_await) {
        expr->kids[0] = ac_hoist_expr(hoist, expr->kids[0], steps);
    }
    return expr->kids[1]->has_await || expr->kids[2]->has_await ? hoist_arms(hoist, expr, steps) : expr;
}

/* a ?: b */
static struct ac_expr *hoist_elvis(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr *left = expr->kids[0];
    struct ac_local *value;
    struct ac_stmt *branch;
    if (left->has_await) {
        expr->kids[0] = left = ac_hoist_expr(hoist, left, steps);
    }
    if (!expr->kids[1]->has_await) {
        return expr;
    }
    if (left->kind != AC_EXPR_TEMPORARY) {
        left = ac_hoist_spill(hoist, left, steps);
    }
    value = new_composite(hoist, expr);
    branch = ac_new_step(hoist->arena, AC_STMT_BRANCH, expr->range);
    branch->expr = left;
    add_step(hoist, &branch->steps, ac_new_let(hoist->arena, value, left));
    check_precision(hoist, expr->kids[1]);
    hoist_arm(hoist, expr->kids[1], value, &branch->other_steps);
    add_step(hoist, steps, branch);
    return ac_new_temporary_expr(hoist->arena, value, expr->range);
}

/* What compilers say of an operand, that it is constant, say, or the other operand too, they do not say of one behind a
 * comma. Where all in front of the comma has become steps, a mention of what the last await gave keeps them quiet. */
static struct ac_expr *behind_comma(struct ac_hoist *hoist, const struct ac_expr *comma, struct ac_expr *value)
{
    const char *text = comma->is_operand ? "((void)#, @)" : "@";
    const struct ac_expr *inside = ac_inside_parens(value);
    bool is_truth = inside->kind == AC_EXPR_TEMPORARY && inside->type->is_bool;
    struct ac_expr *expr;
    if (ac_is_nothing(inside) && !(is_truth && comma->is_operand)) {
        return value_or_nothing(hoist, inside->local, comma);
    }
    expr = ac_new_text(hoist->arena, text, value, NULL, comma->type, comma->range);
    expr->is_operand = text[0] != '@';
    expr->was_comma = true;
    return expr;
}

static struct ac_expr *hoist_comma(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    hoist_arm(hoist, expr->kids[0], NULL, steps);
    if (expr->kids[1]->has_await) {
        expr->kids[1] = ac_hoist_expr(hoist, expr->kids[1], steps);
    }
    return behind_comma(hoist, expr, expr->kids[1]);
}

static bool is_vector(const struct ac_type *type)
{
    return type && !type->is_scalar && !type->is_record && !type->is_array && !type->is_void;
}

/* To GCC a _Bool is no operand of a vector, as an int is. */
static struct ac_expr *hoist_vector(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    const struct ac_type *left = expr->kids[0]->type, *right = expr->kids[1]->type;
    ac_hoist_kids(hoist, expr, steps);
    expr->kids[0] = ac_hoist_as(hoist, expr->kids[0], left);
    expr->kids[1] = ac_hoist_as(hoist, expr->kids[1], right);
    return expr;
}

static bool is_plain_name(const struct ac_expr *expr)
{
    while (expr->kind == AC_EXPR_PAREN) {
        expr = expr->kids[0];
    }
    return (expr->kind == AC_EXPR_LOCAL || expr->kind == AC_EXPR_VARIABLE) && !expr->has_effect;
}

/* The right side first, then the left, then the assignment. */
static struct ac_expr *hoist_assignment(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_expr **left = &expr->kids[0], **right = &expr->kids[1];
    const struct ac_type *type = (*right)->type;
    if ((*right)->has_await) {
        *right = ac_hoist_expr(hoist, *right, steps);
    }
    bool is_read = expr->kind == AC_EXPR_COMPOUND_ASSIGN && acts(*right) && !ac_is_stable(*left, right, 1);
    if (is_read || (((*left)->has_await || (*left)->has_effect || (*right)->has_effect) && !is_plain_name(*left) &&
                    !ac_is_stable(*right, left, 1))) {
        *right = ac_hoist_spill(hoist, *right, steps);
    }
    if ((*left)->has_await) {
        *left = ac_hoist_expr(hoist, *left, steps);
    }
    if (is_vector((*left)->type)) {
        *right = ac_hoist_as(hoist, *right, type);
    }
    return expr;
}

/* ({ a; b; value; }): the statements become steps, and the value of the last one a temporary. */
static struct ac_expr *hoist_stmt_expr(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    struct ac_stmt *body = expr->body, *block = ac_new_step(hoist->arena, AC_STMT_STEPS, body->range);
    struct ac_range outer = hoist->block;
    struct ac_local *value = NULL;
    hoist->block = body->range;
    for (size_t i = 0; i < body->kid_count; i++) {
        struct ac_stmt *stmt = body->kids[i];
        bool has_value = i + 1 == body->kid_count && expr->type && !expr->type->is_void;
        if (has_value) {
            struct ac_stmt *labels = stmt;
            stmt = ac_part_from_labels(hoist->arena, labels);
            if (stmt != labels) {
                add_step(hoist, &block->steps, labels);
            }
        }
        if (has_value && stmt->kind == AC_STMT_EXPR) {
            value = new_composite(hoist, expr);
            hoist_arm(hoist, stmt->expr, value, &block->steps);
        } else {
            ac_hoist_stmt(hoist, stmt);
            add_step(hoist, &block->steps, stmt);
        }
    }
    hoist->block = outer;
    add_step(hoist, steps, block);
    return value_or_nothing(hoist, value, expr);
}

static struct ac_expr *hoist_literal(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    ac_hoist_kids(hoist, expr, steps);
    return expr->access & AC_ACCESS_ADDRESS ? ac_hoist_name_literal(hoist, expr, steps) : expr;
}

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static struct ac_expr *hoist_other(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    if (expr->kind == AC_EXPR_OTHER && expr->type) {
        ac_hoist_refuse(hoist, expr->range, AC_RULE_AWAIT_POSITION,
                        "an AWAIT cannot stand inside this form: give the value a name first");
    }
    ac_hoist_kids(hoist, expr, steps);
    return expr;
}

/* 1 + g, of which the g is multiplied by what follows the macro; or a, b as two arguments: they are taken apart. */
static void reach_operands(struct ac_hoist *hoist, const struct ac_expr *expr)
{
    if (expr->in_macro || expr->is_torn) {
        ac_need_expansion(hoist->unit, expr->range.begin);
    }
    for (size_t i = 0; i < expr->kid_count; i++) {
        const struct ac_expr *kid = expr->kids[i];
        bool shares = i && kid->in_macro && expr->kids[i - 1]->range.end > kid->range.begin;
        if (kid->is_torn || (shares && kid->range.begin > expr->range.begin)) {
            ac_need_expansion(hoist->unit, kid->range.begin);
        }
    }
}

struct ac_expr *ac_hoist_expr(struct ac_hoist *hoist, struct ac_expr *expr, struct ac_steps *steps)
{
    reach_operands(hoist, expr);
    switch (expr->kind) {
    case AC_EXPR_AWAIT:
        return hoist_await(hoist, expr, steps);
    case AC_EXPR_START:
        return hoist_start(hoist, expr, steps);
    case AC_EXPR_AND:
    case AC_EXPR_OR:
        return hoist_short_circuit(hoist, expr, steps);
    case AC_EXPR_CONDITIONAL:
        return hoist_conditional(hoist, expr, steps);
    case AC_EXPR_ELVIS:
        return hoist_elvis(hoist, expr, steps);
    case AC_EXPR_COMMA:
        return hoist_comma(hoist, expr, steps);
    case AC_EXPR_ASSIGN:
    case AC_EXPR_COMPOUND_ASSIGN:
        return hoist_assignment(hoist, expr, steps);
    case AC_EXPR_STMT_EXPR:
        return hoist_stmt_expr(hoist, expr, steps);
    case AC_EXPR_LITERAL:
        return hoist_literal(hoist, expr, steps);
    case AC_EXPR_BINARY:
        return is_vector(expr->type) ? hoist_vector(hoist, expr, steps) : hoist_other(hoist, expr, steps);
    case AC_EXPR_GENERIC:
        expr->kids[0] = ac_hoist_expr(hoist, expr->kids[0], steps);
        return expr; /* as it stands: what else it names counts as used */
    default:
        return hoist_other(hoist, expr, steps);
    }
}
